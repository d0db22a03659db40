// Lao and English text as people type it. The twin of workshop/kernel/words.py, which says why;
// both are held to the same vectors, tests/data/lao_vectors.json.

const TONE = "[\\u0ec8-\\u0ecb]";
const VOWEL = "[\\u0eb1\\u0eb4-\\u0ebc\\u0ecd]";
const MARK = "[\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ece]";
const LAO = "[\\u0e80-\\u0eff]";
const JOINERS = "[\\u200c\\u200d]+";

const repairs: [RegExp, string][] = [
  [/[\u200b\u2060\ufeff\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ""],
  [/[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]/gu, ""],
  // Two steps where the server has one look-behind, which Safari learnt only in 16.4.
  [new RegExp(`(${LAO})${JOINERS}`, "gu"), "$1"],
  [new RegExp(`${JOINERS}(?=${LAO})`, "gu"), ""],
  [/\u0ec0\u0ec0/gu, "\u0ec1"],
  [new RegExp(`(${TONE}+)(${VOWEL})`, "gu"), "$2$1"],
  [new RegExp(`(${MARK})\\1+`, "gu"), "$1"],
  [new RegExp(`(${TONE})${TONE}+`, "gu"), "$1"],
  [new RegExp(`\\u0ecd(${TONE}?)\\u0eb2`, "gu"), "$1\u0eb3"],
  [new RegExp(`\\u0eb3(${TONE})`, "gu"), "$1\u0eb3"],
  [/[\t-\r \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu, " "],
];

const keyed: Record<string, string> = { ໜ: "ຫນ", ໝ: "ຫມ", "\u0ebc": "ລ", "\u0ecc": "", ໆ: "", ຯ: "" };

/** `text` as it is stored: one spelling of each Lao word, single spaces, nothing unseen. Stable when repeated. */
export function clean(text: string): string {
  return settled(repair, text);
}

/** `text` as it is searched and compared, never shown: case, punctuation and variant spellings are gone. */
export function key(text: string): string {
  return settled(fold, text);
}

/** How long `text` counts against a limit: code points once cleaned, the same number the server counts. */
export function length(text: string): number {
  return [...clean(text)].length;
}

/** The digits of a typed code as 0-9, whether Lao or Latin; spaces, dashes and all else are left out. */
export function digits(text: string): string {
  return latinDigits(text).replace(/[^0-9]/g, "");
}

function settled(step: (text: string) => string, text: string): string {
  for (;;) {
    const after = step(text);
    if (after === text) return text;
    text = after;
  }
}

function repair(text: string): string {
  text = text.normalize("NFC");
  for (const [pattern, instead] of repairs) text = text.replace(pattern, instead);
  return text.replace(/^ | $/g, "");
}

function fold(text: string): string {
  // By way of upper case, as full case folding goes: ß is ss, a final sigma is a sigma.
  text = clean(text).toUpperCase().toLowerCase().replace(/ς/g, "σ");
  text = latinDigits(text).replace(/[ໜໝ\u0ebc\u0eccໆຯ]/gu, (sign) => keyed[sign]!);
  return clean(text.replace(/\p{P}/gu, " "));
}

function latinDigits(text: string): string {
  return text.replace(/[໐-໙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
}
