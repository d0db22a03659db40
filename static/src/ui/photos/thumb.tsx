/* One picture, fetched when it comes into sight. */
import { ImageOff } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Photo, t } from "../../core/client";
import { Icon } from "../icons";
import { pictureOf } from "./pictures";

/** A photo in words: its caption, or which of how many. */
export const named = (photo: Photo, of: readonly Photo[]): string => {
  const n = of.findIndex((one) => one.id === photo.id) + 1;
  if (of.length === 1) return photo.caption ? t("photo.one", { caption: photo.caption }) : t("photo.photo");
  return photo.caption ? t("photo.named", { n, all: of.length, caption: photo.caption }) : t("photo.of", { n, all: of.length });
};

export function Picture({ photo, size, alt }: { photo: Photo; size: "full" | "small"; alt: string }) {
  const box = useRef<HTMLSpanElement>(null);
  const [near, setNear] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    if (near || !box.current) return undefined;
    const eye = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), { rootMargin: "200px" });
    eye.observe(box.current);
    return () => eye.disconnect();
  }, [near]);
  const address = near ? pictureOf(photo, size).value : undefined;
  if (address) return <img src={address} alt={alt} width={photo.width} height={photo.height} decoding="async" />;
  return (
    <span ref={box} class="photo-none" role="img" aria-label={address === null ? t("photo.gone") : alt} aria-busy={address === undefined}>
      {address === null && <Icon of={ImageOff} />}
    </span>
  );
}
