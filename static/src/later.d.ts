declare module "*.css?later" {
  /** The bundle's file, beside this one. */
  const file: string;
  export default file;
}

declare module "*.js?worker" {
  /** The worker's file, beside this one. */
  const file: string;
  export default file;
}
