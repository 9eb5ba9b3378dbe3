/** What of Waypost is measured. The bench bundles it first: what ships is plain JavaScript, too. */
export { edited, fieldOf, parsedField } from '../../../src/core/address/field.ts';
export { withLookAlikes } from '../../../src/core/address/look-alike-table.ts';
export { parseRecipients } from '../../../src/core/address/parse.ts';
export { nodeIdna } from '../../../src/host/idna.ts';
