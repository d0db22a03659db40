declare module "*.css?later" {
  /** The bundle's file, beside this one. */
  const file: string;
  export default file;
}
