export interface Place {
  /** The region's name, decoded: `Dreamers Cave`. */
  region: string;
  /** Metres from the region's south-west corner, 0 to 256. */
  x: number;
  y: number;
  /** Metres above the region's zero level. */
  z: number;
}

/** The forms that viewers understand: `LLSLURL::LLSLURL` in indra/newview/llslurl.cpp. */
const forms = [
  /^https?:\/\/maps\.secondlife\.com\/secondlife\/(.*)$/i,
  /^https?:\/\/(?:www\.)?slurl\.com\/secondlife\/(.*)$/i,
  /^secondlife:\/\/\/app\/teleport\/(.*)$/i,
  /^secondlife:\/\/\/secondlife\/(.*)$/i,
  /^secondlife:\/\/([^/].*)$/i,
];

/** The default of viewers: the middle of a region, on the ground. */
const middle = { x: 128, y: 128, z: 0 };

const regionSize = 256;
const buildCeiling = 4096;
const longestRegionName = 63;

/**
 * Parses a SLurl in any of its forms: `https://maps.secondlife.com/secondlife/<Region>/x/y/z`,
 * `secondlife:///app/teleport/…`, `secondlife:///secondlife/…`, `secondlife://<Region>/…` and slurl.com's old one. It has
 * all three coordinates or none; links to anything but a place (a profile, a group) are not SLurls.
 *
 * @returns null if it is not a SLurl
 */
export function parseSlurl(text: string): Place | null {
  const rest = forms.map((form) => form.exec(text)?.[1]).find((match) => match !== undefined);
  if (rest === undefined) return null;
  const [path = ''] = rest.split(/[?#]/, 1);
  const [name = '', ...parts] = path.replace(/\/$/, '').split('/');
  const region = regionName(name);
  if (region === null) return null;
  if (parts.length === 0) return { region, ...middle };
  const [x, y, z, ...more] = parts.map(coordinate);
  if (x === undefined || y === undefined || z === undefined || more.length > 0) return null;
  return x <= regionSize && y <= regionSize && z <= buildCeiling ? { region, x, y, z } : null;
}

/** The form of a SLurl that works in browsers and viewers alike. */
export const slurlOf = ({ region, x, y, z }: Place): string =>
  `https://maps.secondlife.com/secondlife/${encodeURIComponent(region)}/${x}/${y}/${z}`;

const coordinate = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : NaN);

function regionName(encoded: string): string | null {
  try {
    const name = decodeURIComponent(encoded.replaceAll('+', ' ')).trim();
    return /^[a-z0-9][a-z0-9 '_-]*$/i.test(name) && name.length <= longestRegionName ? name : null;
  } catch {
    return null; // Percent signs that encode nothing.
  }
}
