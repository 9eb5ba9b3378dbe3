/** The limits of an address, in octets, and how it is said that something is longer. */

/** RFC 5321 §4.5.3.1.1, §4.5.3.1.2 and §4.5.3.1.3; RFC 1035 §2.3.4. A path counts with its brackets and route. */
export const localPartLimit = 64;
export const domainLimit = 255;
export const pathLimit = 256;
export const labelLimit = 63;

export const lengthWords = (count: number, limit: number) => ({
  words: { octets: String(count), limit: String(limit) },
});
