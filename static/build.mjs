// Bundles the three faces into dist/: hashed names, a manifest.json that says which, and the fonts.
// An entry that is not there is left out. Prints what a phone's first load costs, before fonts.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { forOld } from "./styles.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");
const faces = ["phone", "chair", "screen"];
const langs = ["lo", "en"];
const development = process.argv.includes("--dev");

const exists = (path) => existsSync(join(here, path));
const source = (face) => ["tsx", "ts"].flatMap((ext) => [`src/${face}.${ext}`, `src/${face}/main.${ext}`]).find(exists);
const style = (face) => [`css/${face}.css`].find(exists);
const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);

await mkdir(dist, { recursive: true });

const looks = {
  // The phones in the room: Android's WebView and Chrome since 2020, Safari since 2021.
  target: ["es2020", "chrome80", "safari14.1", "firefox78"],
  minify: !development,
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
};

// Our own styles, for browsers that know fewer short forms than we write.
const ownStyles = {
  name: "own-styles",
  setup(it) {
    it.onLoad({ filter: /static[/\\]css[/\\].*\.css$/, namespace: "file" }, ({ path }) => ({ contents: forOld(readFileSync(path, "utf8")), loader: "css" }));
  },
};

// The font packages offer woff beside woff2; every browser we build for reads woff2.
const onlyWoff2 = {
  name: "only-woff2",
  setup(it) {
    it.onLoad({ filter: /@fontsource[/\\].*\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, ""),
      loader: "css",
    }));
  },
};

// WebTransport needs HTTP/3 and a certificate; no workshop has either, and phones need not load it.
const withoutWebTransport = {
  name: "without-webtransport",
  setup(it) {
    it.onLoad({ filter: /engine\.io-client[/\\].*[/\\]transports[/\\]webtransport\.js$/ }, () => ({
      contents: "export class WT {}",
    }));
  },
};

// A style that comes with a later part of a page: `import file from "….css?later"` is the name of its bundle.
const laterStyle = {
  name: "later-style",
  setup(it) {
    it.onResolve({ filter: /\.css\?later$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\?later$/, "")),
      namespace: "later-style",
    }));
    it.onLoad({ filter: /.*/, namespace: "later-style" }, async ({ path }) => {
      const made = await build({ entryPoints: [path], bundle: true, write: false, outdir: dist, ...looks, plugins: [ownStyles] });
      return { contents: made.outputFiles[0].contents, loader: "file" };
    });
  },
};

// A thread of the page's own: `import file from "….js?worker"` is the name of its bundle, made from the .ts beside it.
const ownWorker = {
  name: "own-worker",
  setup(it) {
    it.onResolve({ filter: /\.js\?worker$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\?worker$/, "")),
      namespace: "own-worker",
    }));
    it.onLoad({ filter: /.*/, namespace: "own-worker" }, async ({ path }) => {
      const entry = path.replace(/\.js$/, ".ts");
      const made = await build({ entryPoints: [entry], bundle: true, write: false, format: "iife", ...looks });
      return { contents: made.outputFiles[0].contents, loader: "file" };
    });
  },
};

// Each icon from its own file: by way of the package's one index every page's icons came with the first load.
const icons = new Map();
const barrel = readFileSync(join(here, "node_modules/lucide-preact/dist/esm/lucide-preact.mjs"), "utf8");
for (const [, names, file] of barrel.matchAll(/export \{([^}]*)\} from '(\.\/icons\/[\w-]+\.mjs)'/g))
  for (const [, name] of names.matchAll(/default as (\w+)/g)) icons.set(name, join(here, "node_modules/lucide-preact/dist/esm", file));
const iconByIcon = {
  name: "icon-by-icon",
  setup(it) {
    it.onLoad({ filter: /[/\\]src[/\\].*\.tsx?$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/^import \{([^}]*)\} from "lucide-preact";/gm, (whole, names) =>
        names
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name && !name.startsWith("type "))
          .map((name) => {
            const [from, as = from] = name.split(/\s+as\s+/);
            if (!icons.has(from)) throw new Error(`lucide-preact has no icon ${from}`);
            return `import ${as} from ${JSON.stringify(icons.get(from))};`;
          })
          .join(" "),
      ),
      loader: path.endsWith("x") ? "tsx" : "ts",
    }));
  },
};

// --- bundles --------------------------------------------------------------------------------------
// Each face on its own: no browser loads two of them often, and one file packs smaller than shared pieces.
async function bundle(face) {
  const entries = [source(face), style(face)].filter(Boolean).map((path) => ({ in: join(here, path), out: face }));
  const made = await build({
    absWorkingDir: here,
    entryPoints: entries,
    outdir: dist,
    entryNames: "[name]-[hash]",
    chunkNames: `${face}-part-[hash]`,
    assetNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    jsx: "automatic",
    jsxImportSource: "preact",
    ...looks,
    sourcemap: development ? "inline" : false,
    loader: { ".woff2": "file", ".svg": "dataurl" },
    define: { "process.env.NODE_ENV": JSON.stringify(development ? "development" : "production") },
    plugins: [ownStyles, onlyWoff2, withoutWebTransport, laterStyle, ownWorker, iconByIcon],
    metafile: true,
    write: false,
  }).catch(() => process.exit(1)); // esbuild has said what is wrong
  for (const file of made.outputFiles) {
    await writeFile(file.path, file.contents);
    size.set(basename(file.path), gzipSync(file.contents, { level: 9 }).length);
  }
  const outputs = Object.entries(made.metafile.outputs).map(([path, it]) => ({ ...it, file: basename(path) }));
  const output = (path) => outputs.find((it) => path && it.entryPoint === path);
  const js = output(source(face));
  // A style may come from css/<face>.css or be imported by the script itself.
  const css = output(style(face))?.file ?? (js.cssBundle && basename(js.cssBundle));
  const first = withImports(js.file, outputs);
  const loaded = outputs.filter((it) => first.includes(it.file)).flatMap((it) => Object.keys(it.inputs));
  return {
    js: js.file,
    ...(css && { css }),
    preload: first.slice(1),
    // A refusal comes with its sentence. A phone has all of them once it is in, for the few that are said without one.
    strings: await wording(face, named(loaded, face === "phone" ? ["err."] : []), named(Object.keys(made.metafile.inputs))),
  };
}

/** A style on its own, for a page that has no script: what is printed. */
async function paper(style) {
  const made = await build({
    absWorkingDir: here,
    entryPoints: [{ in: join(here, `css/${style}.css`), out: style }],
    outdir: dist,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    ...looks,
    loader: { ".woff2": "file" },
    plugins: [ownStyles, onlyWoff2],
    write: false,
  }).catch(() => process.exit(1));
  for (const file of made.outputFiles) {
    await writeFile(file.path, file.contents);
    size.set(basename(file.path), gzipSync(file.contents, { level: 9 }).length);
  }
  return basename(made.outputFiles.find((file) => file.path.endsWith(".css")).path);
}

/** Does any of these sources name this sentence: its id in quotes, or the beginning of it (`phase.${...}`) but for `later`? */
function named(inputs, later = []) {
  const exact = new Set();
  const beginnings = [];
  for (const path of inputs.filter((it) => it.startsWith("src/"))) {
    for (const [, id, more] of readFileSync(join(here, path), "utf8").matchAll(/["'`]([a-z][\w]*\.[\w.]*)(\$\{)?/g)) {
      if (!more && !id.endsWith(".")) exact.add(id);
      else if (!later.includes(id)) beginnings.push(id);
    }
  }
  return (id) => exact.has(id) || beginnings.some((beginning) => id.startsWith(beginning));
}

/** What a face says at once, a file a language; what the parts say that come later is in a second one, named by "". */
async function wording(face, atOnce, ever) {
  const files = {};
  for (const lang of langs) {
    const all = Object.entries(JSON.parse(readFileSync(join(dist, `strings.${lang}.json`), "utf8")));
    const text = (some) => JSON.stringify(Object.fromEntries(some));
    const first = all.filter(([id]) => atOnce(id));
    const rest = all.filter(([id]) => ever(id) && !atOnce(id));
    if (rest.length) first.push(["", await keep(`${face}.more.${lang}`, text(rest))]);
    files[lang] = await keep(`${face}.${lang}`, text(first));
  }
  return files;
}

/** Write a file under a name that changes with its content. */
async function keep(name, text) {
  const file = `${name}-${hash(text)}.json`;
  await writeFile(join(dist, file), text);
  size.set(file, gzipSync(text, { level: 9 }).length);
  return file;
}

/** The files that loading `first` makes a browser load with it, in order. */
function withImports(first, outputs) {
  const all = [first];
  for (const file of all) {
    for (const next of outputs.find((it) => it.file === file)?.imports ?? []) {
      const name = basename(next.path);
      if (next.kind === "import-statement" && !next.external && !all.includes(name)) all.push(name);
    }
  }
  return all;
}

const size = new Map(); // file -> bytes when compressed
// --- manifest -------------------------------------------------------------------------------------
for (const lang of langs) {
  if (exists(`dist/strings.${lang}.json`)) continue;
  console.error(`static/dist/strings.${lang}.json is missing: run static/build.py, which compiles it`);
  process.exit(1);
}
const manifest = {};
for (const face of faces) if (source(face)) manifest[face] = await bundle(face);

manifest.print = await paper("print");

manifest.fonts = [...size.keys()].filter((file) => /-(lao|latin)-(400|700)-.*\.woff2$/.test(file));
manifest.build = hash(JSON.stringify(manifest));

const manifestFile = join(dist, "manifest.json");
await writeFile(`${manifestFile}.new`, JSON.stringify(manifest, null, 1));
await rename(`${manifestFile}.new`, manifestFile);

// What older builds left goes away.
const kept = new Set([...size.keys(), "manifest.json", ...langs.map((lang) => `strings.${lang}.json`)]);
for (const file of await readdir(dist)) if (!kept.has(file) && !file.endsWith(".new")) await rm(join(dist, file));

// --- report ---------------------------------------------------------------------------------------
for (const face of faces) {
  if (!manifest[face]) continue;
  const { js, css, preload, strings } = manifest[face];
  const first = [js, ...preload, css, strings.lo].filter(Boolean).reduce((sum, file) => sum + size.get(file), 0);
  console.log(`${face}: ${(first / 1000).toFixed(1)} KB compressed at first load, before fonts`);
}
