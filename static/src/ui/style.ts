/* Styles that come with a later part of the page; `file` is what `import file from "….css?later"` gives. */

/** Resolves once the style holds, so that nothing is seen bare; fails when it cannot be had. */
export const style = (file: string): Promise<void> =>
  new Promise((done, fail) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(file, import.meta.url).href;
    link.onload = () => done();
    link.onerror = () => {
      link.remove();
      fail(new Error(file));
    };
    document.head.append(link);
  });
