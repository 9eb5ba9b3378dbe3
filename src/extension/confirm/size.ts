/** Octets as a person reads them. */
import { language } from '../ui/language.ts';

export function sizeText(octets: number): string {
  const [unit, divisor] =
    octets < 1000
      ? (['byte', 1] as const)
      : octets < 1_000_000
        ? (['kilobyte', 1000] as const)
        : (['megabyte', 1_000_000] as const);
  const written = { style: 'unit', unit, maximumFractionDigits: octets < 100_000 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language.value, written).format(octets / divisor);
}
