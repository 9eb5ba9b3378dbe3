/** Images that an HTML body carries in itself become parts of their own: many a reader shows no `data:` URL. RFC 2392, RFC 2387. */

export interface InlineImage {
  readonly cid: string;
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** In the src of an image, as a browser writes HTML out: quotes within an attribute and `<` within a text are escaped there. */
const carried = /(<img\b[^<>]*? src=")data:(image\/(png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+={0,2})"/gi;

/**
 * The same HTML with `cid:` in the place of each such URL, and the images. One that is shown several times is one part.
 * @param unique of this message, `…@domain`: what its Content-IDs are made of
 */
export function withParts(
  html: string,
  unique: string,
): { readonly html: string; readonly images: readonly InlineImage[] } {
  const images = new Map<string, InlineImage>();
  const rewritten = html.replace(carried, (_, before: string, type: string, kind: string, data: string) => {
    const key = `${type.toLowerCase()} ${data}`;
    const number = images.size + 1;
    const image = images.get(key) ?? {
      cid: `image${number}.${unique}`,
      filename: `image${number}.${kind.toLowerCase()}`,
      contentType: type.toLowerCase(),
      content: Buffer.from(data, 'base64'),
    };
    images.set(key, image);
    return `${before}cid:${image.cid}"`;
  });
  return { html: rewritten, images: [...images.values()] };
}
