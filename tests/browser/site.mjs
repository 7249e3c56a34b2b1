// What the tests stand on: the program that builds a project, a server that counts, and the browser.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A folder of its own, removed at the end. */
export function temporary() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "doithoai-"));
  process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

let program = process.env.DOITHOAI;

/** The program: DOITHOAI names it; without it cargo builds one. */
export function programOf() {
  if (!program) {
    execFileSync("cargo", ["build", "--quiet"], { cwd: repository, stdio: "inherit" });
    program = path.join(process.env.CARGO_TARGET_DIR ?? path.join(repository, "target"), "debug", "doithoai");
  }
  return program;
}

/** Builds the project in `folder` into `out`. */
export function build(folder, out) {
  execFileSync(programOf(), ["build", folder, "--out", out], { stdio: ["ignore", "ignore", "inherit"] });
}

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".json": "application/json", ".txt": "text/plain; charset=utf-8" };

/** Serves `folder` below `prefix`; `seen` lists what was asked for and sent, `broken` names paths that answer 404, `damaged`
    those of which many a byte is wrong. Without `ranges` the whole is sent for a part. With
    `keeping` browsers may keep what is sent. */
export async function serve(folder, { prefix = "/", delay = 0, ranges = true, keeping = false } = {}) {
  const seen = [], broken = new Set(), damaged = new Set();
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(request.url.split("?")[0]);
    let name = asked.startsWith(prefix) ? asked.slice(prefix.length) : "missing";
    if (name === "" || name.endsWith("/")) name += "index.html";
    const file = path.join(folder, name);
    const found = !broken.has(name) && !file.includes("..") && fs.existsSync(file) && fs.statSync(file).isFile();
    let bytes = found ? fs.readFileSync(file) : Buffer.from("404"), status = found ? 200 : 404;
    const size = bytes.length, headers = found && keeping ? { etag: `"${size}-${fs.statSync(file).mtimeMs}"`, "cache-control": "max-age=60" } : {};
    if (found && damaged.has(name)) bytes = bytes.map((byte, i) => (i % 50 ? byte : byte ^ 255));
    const range = found && ranges && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    if (range) {
      const [first, last] = range.slice(1).map(Number);
      [status, bytes] = first < size ? [206, bytes.subarray(first, last + 1)] : [416, Buffer.alloc(0)];
      headers["content-range"] = status === 206 ? `bytes ${first}-${first + bytes.length - 1}/${size}` : `bytes */${size}`;
    }
    seen.push({ name, bytes: bytes.length, status });
    setTimeout(() => {
      response.writeHead(status, { ...headers, "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", "content-length": bytes.length });
      response.end(bytes);
    }, delay);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}${prefix}`, seen, broken, damaged, close: () => server.close() };
}

/** Debian's Chromium. */
export const browser = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

/** Waits until a search is over. */
export const over = (page) => page.waitForFunction(() => ["done", "error"].includes(document.getElementById("search").dataset.state), null, { timeout: 20000 });
