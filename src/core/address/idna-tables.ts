/**
 * Unicode properties that JavaScript's regular expressions lack, of Unicode 14: ranges of code points, in base 36, each as
 * its distance from the end of the one before, and its length less one.
 */

type Ranges = readonly (readonly [from: number, to: number])[];

function ranges(packed: string): Ranges {
  let last = 0;
  return packed.split(' ').map((range) => {
    const [distance = '', more = '0'] = range.split('-');
    const from = last + Number.parseInt(distance, 36);
    last = from + Number.parseInt(more, 36);
    return [from, last];
  });
}

/** Canonical_Combining_Class=Virama. */
export const viramas = ranges(
  '1u5 3k 3k 3k 3k 3k 3k 3k 32-1 h 3h 34 3k 5m 51-1 1cq-1 v 4e i6 6c 2u-1 1z-1 3gs o7b 12 48 3z 31 ' +
    '8m 6v imq 16v 16 f 1m 3e-1 3w 39 51 2r 6t 3k 71 3k 3b 39 7i 78-1 4i 2c j 2a bq 79-1 2a',
);

/** Joining_Type=Dual_Joining, and the few of Left_Joining; letters only. */
export const dualJoining = ranges(
  '17k 6 2 2-4 5-c 2-6 2-1 10-1 9-f j-11 2-1 a 2 2-1 15-2 3 j-2 6-3 2-8 2 2 2-1 w-a 4-e 3-3 2 3-2 ' +
    '3-5 23-w 2f-4 3 2-9 2 b 2-3 3 u 3-4 j-9 6-1 3-5 2-e 314-2g f-x 2 sd2-1e jf2-4 9 6-9 2-2 4g 2 4-2 ' +
    '2-1 2 3 a8-x 2 el-2 2-g 18-3 3-b 1b 2-1 5 3-1 2-1 2 3 16ws-1v',
);

/** Joining_Type=Right_Joining; letters only. */
export const rightJoining = ranges(
  '17m-3 2 2 6-3 m 15-2 2-2 h-h 13 3-8 2 2 3-1 2 p-1 x 5-4 5 a 2 2 3 u c-2 g-1 5 2-1 4-1 5j 6-1 2 b ' +
    '2-2 f 2-1 6-i c s-2 2 3-1 7 1ez0 2 2-1 4-4 b 4 3 4d 2-2 4 3 2-1 2 b5 ep 1t-1 1r-2 3-1 3 5-1',
);
