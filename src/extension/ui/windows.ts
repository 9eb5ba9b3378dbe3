/** How large our own windows open, CSS pixels, the frame included. A smaller screen makes them smaller, and they scroll. */

/** A message, its way and its transcript. */
export const confirmSize = { width: 720, height: 660 } as const;
export const builderSize = { width: 460, height: 680 } as const;
/** A path of three hops stands in one line of the table. */
export const verifySize = { width: 920, height: 740 } as const;
