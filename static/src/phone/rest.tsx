/* All that is not the board, in one file that comes after it. One, because small files compress badly. */
export { Desk as desk } from "../leader/desk";
export { Watch as watch } from "../leader/watch";
export { MeTab as me } from "./me";
export { Moved as moved } from "./moved";
export { VisionTab as vision } from "./vision";
export { WorkshopTab as workshop } from "./workshop";
