/**
 * What of HTML a message may hold. All that is not named here goes: what runs (scripts, event handlers, embedded documents), what asks
 * (forms), what fetches (style sheets, backgrounds, media, `data-` and class names that mean something in the webmail alone).
 */

/** Go with all that is in them: there is nothing to read within, or it was never shown. */
export const dropped = new Set(
  `applet audio base button canvas datalist embed fencedframe frame frameset head iframe input link math meta meter noembed noframes
  noscript object optgroup option output param portal progress script select source style svg template textarea title track
  video`.split(/\s+/),
);

/** Elements that stay. Any other goes, and what it holds stays in its place. */
export const elements = new Set(
  `a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl
  dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section
  small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr`.split(
    /\s+/,
  ),
);

/** On whatever element; those with an address in them are looked at by themselves. */
export const attributes = new Set(
  `abbr align alt bgcolor border cellpadding cellspacing color cols colspan cite datetime dir face height hspace lang noshade nowrap
  reversed rowspan rules scope size span start summary title type valign value vspace width`.split(/\s+/),
);

/** Of the `style` attribute: how a text looks, not where it stands or whether it is seen. */
export const properties = new Set(
  `background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color
  border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style
  border-right-width border-spacing border-style border-top border-top-color border-top-style border-top-width border-width color
  direction font font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style-type margin
  margin-bottom margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left padding-right padding-top
  table-layout text-align text-decoration text-decoration-color text-decoration-line text-decoration-style text-indent text-transform
  unicode-bidi vertical-align white-space width word-break word-spacing word-wrap overflow-wrap`.split(/\s+/),
);

/** Where a link may lead. */
export const schemes = new Set([
  'http:',
  'https:',
  'mailto:',
  'tel:',
  'sms:',
  'ftp:',
  'geo:',
  'xmpp:',
  'callto:',
]);
