/**
 * A photo made smaller on the phone, before it costs anybody's time: a photo of 8 MB becomes one of 400 KB, and where it
 * was taken never leaves the phone. What this browser cannot draw (HEIC on most Androids) goes as it is, if it is not
 * too large: the server reads more kinds than a phone.
 */
import { boot, t } from "../../core/client";

/** Pixels of the longer side: the server keeps no more. */
const SIDE = 2048;
const QUALITY = 0.82;

/** The photo to send, or the sentence that says why there is none. */
export type Shrunk = { body: Blob; wrong?: undefined } | { wrong: string };

export async function shrink(file: Blob): Promise<Shrunk> {
  const drawn = await redraw(file).catch(() => undefined);
  if (drawn) return { body: drawn };
  if (!readable(new Uint8Array(await file.slice(0, 12).arrayBuffer()))) return { wrong: t("err.not_photo") };
  if (file.size > boot.upload_mb * 1_000_000) return { wrong: t("err.too_large", { max: boot.upload_mb }) };
  return { body: file };
}

/** Do the first bytes begin a JPEG, PNG, WebP or HEIC? The same look as the server's. */
export function readable(start: Uint8Array): boolean {
  const text = String.fromCharCode(...start);
  const heif = text.slice(4, 8) === "ftyp" && /^(heic|heix|heim|heis|mif1|msf1)$/.test(text.slice(8, 12));
  const webp = text.startsWith("RIFF") && text.slice(8, 12) === "WEBP";
  return text.startsWith("\xff\xd8\xff") || text.startsWith("\x89PNG\r\n\x1a\n") || webp || heif;
}

/** How large it becomes: never larger than it is, never nothing. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const by = Math.min(1, SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

async function redraw(file: Blob): Promise<Blob | undefined> {
  if (!(await turnsByItself())) return undefined;
  const url = URL.createObjectURL(file);
  try {
    const image = (await load(url)) ?? (await bitmap(file));
    if (!image) return undefined;
    const size = fitted(image.width, image.height);
    const canvas = Object.assign(document.createElement("canvas"), size);
    const pen = canvas.getContext("2d");
    if (!pen) return undefined;
    pen.fillStyle = "#fff"; // what is transparent would come out black
    pen.fillRect(0, 0, size.width, size.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(image, 0, 0, size.width, size.height);
    return await new Promise((done) => canvas.toBlob((blob) => done(blob ?? undefined), "image/jpeg", QUALITY));
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function load(url: string): Promise<HTMLImageElement | undefined> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image.naturalWidth ? image : undefined;
  } catch {
    return undefined;
  }
}

/** A few browsers decode here what they will not load. */
const bitmap = async (file: Blob): Promise<ImageBitmap | undefined> =>
  typeof createImageBitmap === "function" ? createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => undefined) : undefined;

/* Two points side by side, marked as held upright: one above the other where the browser turns photos by itself. */
const TURNED =
  "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAP//////////////" +
  "////////////////////////////////////////////////////////////////////////wAALCAABAAIBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EAB" +
  "QQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z";
let turns: Promise<boolean> | undefined;

/** Browsers of before 2020 draw a photo lying down: there the server, which reads how it was held, shall draw it. */
function turnsByItself(): Promise<boolean> {
  turns ??= load(TURNED).then((image) => image?.naturalHeight === 2);
  return turns;
}
