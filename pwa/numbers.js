/** The mark between whole and decimal digits. @param {string} locale */
function decimalMark(locale) {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find((part) => part.type === 'decimal')?.value ?? '.';
}

/**
 * The number a person typed, or null when it is not surely one. Only the language's own decimal mark is taken and no
 * thousands mark: "1.5" in Danish is refused, because it could mean 1.5 or 15.
 * @param {string} text @param {string} locale @returns {number | null}
 */
export function parseNumber(text, locale) {
  const [whole, decimals, ...more] = text.trim().replace('\u2212', '-').split(decimalMark(locale));
  const sure = !more.length && /^-?\d+$/.test(whole) && /^\d+$/.test(decimals ?? '0');
  return sure ? Number(`${whole}.${decimals ?? '0'}`) : null;
}
