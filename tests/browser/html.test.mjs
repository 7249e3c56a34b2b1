// The shipped site as files: valid HTML, links that lead somewhere, one name for one thing, nothing from elsewhere.
// No browser is needed; what a browser makes of the pages is in pages.test.mjs.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { build, temporary } from "./site.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const BASE = "https://doithoai.example.edu.vn/";

/** What is told of a fault: enough to find it, little enough to read. */
const SHOWN = 12;

let out, files, pages;

/** A text as it stands between quotes, with its references to characters resolved. */
const plain = (text) => text.replace(/&(?:lt|gt|quot|amp|#x?[0-9a-f]+);/gi, (entity) => {
  const named = { "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&amp;": "&" }[entity.toLowerCase()];
  if (named) return named;
  const hex = /^&#x/i.test(entity);
  return String.fromCodePoint(parseInt(entity.slice(hex ? 3 : 2), hex ? 16 : 10));
});

before(async () => {
  out = process.env.SAMPLE ?? temporary();
  if (!process.env.SAMPLE) build(repository, out);
  files = new Set(fs.readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.posix.join(path.relative(out, entry.parentPath ?? entry.path).split(path.sep).join("/"), entry.name)));
  pages = new Map([...files].filter((name) => name.endsWith(".html")).sort()
    .map((name) => [name, read(fs.readFileSync(path.join(out, name), "utf8"))]));
  assert.ok(pages.size > 200, `${pages.size} pages`);
}, { timeout: 300_000 });

/** The tags of a page with their attributes, its ids and its title. */
function read(text) {
  const tags = [], ids = [];
  const markup = text.replace(/(<script[^>]*>)[^]*?<\/script>/g, "$1</script>");
  for (const [, name, rest] of markup.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>"']+(?:\s*=\s*"[^"]*")?)*)\s*\/?>/g)) {
    const attributes = new Map([...rest.matchAll(/([^\s=>"']+)(?:\s*=\s*"([^"]*)")?/g)].map(([, key, value]) => [key, plain(value ?? "")]));
    tags.push({ name, attributes });
    if (attributes.has("id")) ids.push(attributes.get("id"));
  }
  return { text, markup, tags, ids, known: new Set(ids), title: plain(text.match(/<title>([^]*?)<\/title>/)?.[1] ?? "") };
}

/** Fails with the first few of `faults`, each with its page. */
function none(faults) {
  assert.deepEqual(faults.slice(0, SHOWN), [], `${faults.length} faults`);
}

/** What `look` finds wrong with each page. */
function wrong(look) {
  return [...pages].flatMap(([name, page]) => (look(page, name) ?? []).map((fault) => `${name}: ${fault}`));
}

/** The file that answers for an address on the page `name`, and its fragment; none for one of another host. */
function target(name, address) {
  const url = new URL(address, new URL(name, BASE));
  if (url.origin !== new URL(BASE).origin) return null;
  const asked = decodeURIComponent(url.pathname.slice(1));
  return { file: asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked, fragment: decodeURIComponent(url.hash.slice(1)) };
}

test("every page is valid HTML", { timeout: 600_000 }, async () => {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  const faults = [];
  for (const [name, { text }] of pages) {
    const report = await validator.validateString(text, path.join(repository, "tests/browser", "page.html"));
    for (const { messages } of report.results) {
      faults.push(...messages.map((m) => `${name}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
    }
  }
  none(faults);
});

test("every link of a page leads to something, in its fragment too", () => {
  const LINKS = { a: ["href"], link: ["href"], script: ["src"], img: ["src"], form: ["action"], source: ["src"] };
  none(wrong((page, name) => page.tags.flatMap((tag) => (LINKS[tag.name] ?? []).flatMap((key) => {
    const address = tag.attributes.get(key);
    if (address === undefined || /^(mailto|tel|data):/.test(address)) return [];
    const to = target(name, address);
    if (!to) return [];
    if (!files.has(to.file)) return [`${address} leads nowhere`];
    const there = to.file === name ? page : pages.get(to.file);
    return to.fragment && there && !there.known.has(to.fragment) ? [`${address} has no such place`] : [];
  }))));
});

test("what networks and search engines are told exists as well", () => {
  const told = ["og:image", "og:url"];
  none(wrong((page, name) => page.tags.filter((tag) => tag.name === "meta" && told.includes(tag.attributes.get("property"))).flatMap((tag) => {
    const address = tag.attributes.get("content");
    if (!address.startsWith(BASE)) return [`${address} is not whole`];
    return files.has(target(name, address).file) ? [] : [`${address} leads nowhere`];
  })));
  const pictured = [...pages.values()].filter((page) => /property="og:image"/.test(page.text)).length;
  assert.equal(pictured, pages.size);
});

test("pictures are what pages say they are, and no larger than they must be", () => {
  const pictures = [...files].filter((name) => name.endsWith("anh.png"));
  assert.ok(pictures.includes("anh.png") && pictures.includes("en/anh.png") && pictures.some((name) => name.startsWith("don-vi/")) && pictures.some((name) => name.startsWith("dot/")), pictures.join(" "));
  none(pictures.flatMap((name) => {
    const bytes = fs.readFileSync(path.join(out, name));
    const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    return size.join() === "1200,630" && bytes.length < 30_000 ? [] : [`${name}: ${size} ${bytes.length} bytes`];
  }));
  assert.ok(![...files].filter((name) => name.startsWith("sitemap")).some((name) => fs.readFileSync(path.join(out, name), "utf8").includes("anh.png")));
});

test("no id stands twice on a page", () => {
  none(wrong((page) => page.ids.filter((id, i) => page.ids.indexOf(id) !== i)));
});

test("no two pages have one title", () => {
  const first = new Map();
  none(wrong((page, name) => {
    if (!page.title) return ["no title"];
    const other = first.get(page.title);
    first.set(page.title, name);
    return other ? [`“${page.title}” is the title of ${other} too`] : [];
  }));
});

test("no page runs or dresses itself inline, or loads anything from elsewhere", () => {
  const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";
  none(wrong((page, name) => {
    const faults = [];
    const policy = page.tags.find((tag) => tag.attributes.get("http-equiv") === "Content-Security-Policy");
    if (policy?.attributes.get("content") !== POLICY) faults.push("another policy");
    for (const { name: tag, attributes } of page.tags) {
      if (tag === "style") faults.push("a <style>");
      if (tag === "script" && !attributes.has("src") && !/^application\/(ld\+)?json$/.test(attributes.get("type"))) faults.push("an inline script");
      if (tag === "iframe" || tag === "object" || tag === "embed" || tag === "base") faults.push(`<${tag}>`);
      for (const key of attributes.keys()) if (key === "style" || key.startsWith("on")) faults.push(`${key}= on <${tag}>`);
      const loaded = tag === "link" && !/canonical|alternate/.test(attributes.get("rel")) ? attributes.get("href") : ["script", "img", "source", "video", "audio"].includes(tag) ? attributes.get("src") : undefined;
      if (loaded !== undefined && !loaded.startsWith("data:") && !target(name, loaded)) faults.push(`loads ${loaded}`);
    }
    return faults;
  }));
  const styles = [...files].filter((name) => name.endsWith(".css"));
  assert.ok(styles.length > 0);
  none(styles.flatMap((name) => [...fs.readFileSync(path.join(out, name), "utf8").matchAll(/url\(["']?(?!data:)([^)"']+)/g)].filter(([, address]) => !files.has(target(name, address)?.file)).map(([, address]) => `${name}: ${address}`)));
});

test("every page is in one language, and says which", () => {
  none(wrong((page, name) => {
    const lang = page.tags.find((tag) => tag.name === "html")?.attributes.get("lang");
    return lang === (name.startsWith("en/") ? "en" : "vi") ? [] : [`lang="${lang}"`];
  }));
});
