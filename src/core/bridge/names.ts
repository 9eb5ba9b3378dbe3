/** The names under which the two wings find each other. */

/** Of the native messaging host, in every browser. */
export const hostName = 'org.waypost.host';

/** Follows from `key` in manifest.json: a Chromium derives an unpacked extension's id from it, so the host knows whom to admit. */
export const chromiumExtensionId = 'lnakfbgkikccheclgehlmmfbpjaopmld';

/** `browser_specific_settings.gecko.id` in manifest.json. */
export const geckoExtensionId = 'waypost@waypost.org';
