// Runs the client's tests, tests/client/*.test.ts, with node's own test runner: node static/test.mjs [name ...]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const tests = join(here, "..", "tests", "client");
const wanted = process.argv.slice(2);
const files = readdirSync(tests, { recursive: true })
  .filter((file) => /\.test\.tsx?$/.test(file) && (!wanted.length || wanted.some((part) => file.includes(part))))
  .sort();
if (!files.length) {
  console.error(`no test in tests/client matches ${wanted.join(" ") || "*.test.ts"}`);
  process.exit(1);
}

const out = mkdtempSync(join(tmpdir(), "workshop-client-tests-"));
try {
  await build({
    absWorkingDir: here,
    entryPoints: files.map((file) => join(tests, file)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    jsx: "automatic",
    jsxImportSource: "preact",
    nodePaths: [join(here, "node_modules")],
    // Packages for node itself (ws under socket.io-client) call require.
    banner: { js: 'import { createRequire as __r } from "node:module"; const require = __r(import.meta.url);' },
    loader: { ".css": "empty" },
    sourcemap: "inline",
    logLevel: "warning",
  });
  const bundled = readdirSync(out, { recursive: true }).filter((file) => file.endsWith(".test.mjs"));
  const run = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--test", ...bundled.map((file) => join(out, file))],
    { stdio: "inherit", cwd: join(here, ".."), env: { ...process.env, WORKSHOP_ROOT: join(here, "..") } },
  );
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
