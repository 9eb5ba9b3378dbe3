/**
 * Draws public/icons/*.png from public/icons/*.svg by a headless Chromium. Run by hand after a change of the drawings; the
 * results are committed, so a build needs no browser.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const icons = fileURLToPath(new URL('../public/icons/', import.meta.url));
/** Small sizes have a drawing of their own, with fewer and thicker lines on the grid of pixels. */
const drawings = { 16: 'small.svg', 32: 'small.svg', 48: 'large.svg', 128: 'large.svg' };

const browser = await chromium.launch({
  executablePath: process.env.WAYPOST_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  for (const [size, drawing] of Object.entries(drawings)) {
    const side = Number(size);
    await page.setViewportSize({ width: side, height: side });
    const source = Buffer.from(readFileSync(icons + drawing)).toString('base64');
    await page.setContent(
      `<style>*{margin:0}img{display:block;width:${side}px;height:${side}px}</style><img src="data:image/svg+xml;base64,${source}">`,
    );
    await page.locator('img').evaluate((image) => image.decode());
    writeFileSync(`${icons}${size}.png`, await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
