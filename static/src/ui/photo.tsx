/**
 * Photos on cards and boards, for every face: `<PhotoPlace at={{ board, card }}/>` is all of it in one place; its parts
 * are the thumbnails, which open, and the button, with what is still on its way.
 */
import { PhotoButton, type PhotoButtonProps } from "./photos/button";
import { Photos } from "./photos/grid";
import { photosAt } from "./photos/of";

export { PhotoButton } from "./photos/button";
export { Photos } from "./photos/grid";
export { photosAt, photosOf, type Place } from "./photos/of";

export function PhotoPlace({ at, about }: PhotoButtonProps) {
  return (
    <div class="photo-place">
      <Photos of={photosAt(at)} />
      <PhotoButton at={at} {...(about && { about })} />
    </div>
  );
}
