// Every kind of page of the shipped site as its readers meet it: small and large, light and dark, without scripts, in
// forced colours, with a keyboard, on paper, and in a theme of its own.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, build, serve, temporary } from "./site.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const repository = fileURLToPath(new URL("../..", import.meta.url));
const WIDTHS = [320, 768, 1280];

let out, server, chromium, pages, kinds;

/** Every page below `folder`, as it is asked for: `don-vi/`. */
function pagesOf(folder) {
  const found = [];
  const walk = (at) => {
    for (const entry of fs.readdirSync(path.join(folder, at), { withFileTypes: true })) {
      const name = path.posix.join(at, entry.name);
      if (entry.isDirectory()) walk(name);
      else if (entry.name === "index.html") found.push(at === "" ? "" : `${at}/`);
    }
  };
  walk("");
  return found.sort();
}

const html = (page, folder = out) => fs.readFileSync(path.join(folder, page, "index.html"), "utf8");

/** Of each kind and state of page the one with the most in it, in both languages. */
function richest(all) {
  const best = new Map();
  for (const page of all) {
    const text = html(page);
    const attribute = (name) => text.match(new RegExp(`<html[^>]* data-${name}="([^"]*)"`))?.[1] ?? "";
    const key = [page.startsWith("en/") ? "en" : "vi", attribute("kind"), attribute("state")].join(" ").trim();
    if (!best.has(key) || html(best.get(key)).length < text.length) best.set(key, page);
  }
  return best;
}

before(async () => {
  out = process.env.SAMPLE ?? temporary();
  if (!process.env.SAMPLE) build(repository, out);
  server = await serve(out, { prefix: "/truong/doi-thoai/" });
  chromium = await browser();
  pages = pagesOf(out);
  kinds = richest(pages);
}, { timeout: 300_000 });

after(async () => {
  await chromium?.close();
  server?.close();
});

/** Opens pages one after another with these options, and gives each to `look`, which tells what is wrong; so does the browser. */
async function each(options, list, look) {
  const context = await chromium.newContext(options);
  const page = await context.newPage();
  const wrong = [];
  let faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== "data:" && !server.address.includes(host)) faults.push(`asked ${request.url()}`);
  });
  for (const [name, at] of list) {
    await page.goto(server.address + at);
    faults.push(...((await look(page, name)) ?? []));
    wrong.push(...faults.map((fault) => `${name} (/${at}): ${fault}`));
    faults = [];
  }
  await context.close();
  assert.deepEqual(wrong, []);
}

/** The fault that `words` tell, unless `right`. */
const unless = (right, words) => (right ? [] : [words]);

test("the shipped site has every kind of page", () => {
  const shown = new Set([...kinds.keys()].map((key) => key.split(" ")[1]));
  for (const kind of ["home", "round", "report", "dialogue", "question", "commitment", "unit", "topic", "list", "overdue", "carried",
    "statistics", "coverage", "documents", "document", "surveys", "survey", "calendar", "corrections", "data", "search", "page"]) {
    assert.ok(shown.has(kind), kind);
  }
  assert.ok(kinds.size > 50, `${kinds.size} kinds, states and languages`);
});

// Dark pages have the elements of light ones in other colours.
for (const [colorScheme, rules] of [["light", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]], ["dark", ["color-contrast"]]]) {
  test(`nothing for axe to find in ${colorScheme}`, async () => {
    const list = [...kinds].filter(([key]) => colorScheme === "light" || key.startsWith("vi"));
    await each({ colorScheme, viewport: { width: 1280, height: 900 } }, list, async (page) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate((rules) => {
        for (const closed of document.querySelectorAll("details:not([open])")) closed.open = true;
        return window.axe.run({ runOnly: rules });
      }, rules);
      return violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
    });
  });
}

test("no page is wider than its window, nor any target smaller than a fingertip", async () => {
  for (const width of WIDTHS) {
    await each({ viewport: { width, height: 740 } }, kinds, async (page) => {
      const [wide, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      // 24 px, but for links within a sentence (WCAG 2.2, 2.5.8).
      const small = await page.$$eval("button, summary, input, nav a", (all) =>
        all.filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 23.5 && !e.closest("p, .trail, .unseen")).map((e) => e.outerHTML.slice(0, 90)));
      return [...unless(wide <= there, `${wide} px in ${there}`), ...small.map((element) => `${width} px: small ${element}`)];
    });
  }
});

test("titles, descriptions and headings tell pages apart", async () => {
  const titles = new Map();
  for (const page of pages) {
    const text = html(page);
    assert.equal(text.match(/<h1[ >]/g)?.length, 1, page);
    const title = text.match(/<title>([^<]*)/)[1];
    assert.ok(!titles.has(title), `${page} and ${titles.get(title)}: ${title}`);
    titles.set(title, page);
    assert.match(text, /<meta name="description" content="[^"]{20,}"/, page);
  }
});

test("without scripts a page says the same", async () => {
  const said = new Map();
  // The search page tells what it needs scripts for; the rest is whole without them.
  const list = [...kinds].filter(([key]) => !key.includes(" search"));
  const words = (page) => page.$eval("main", (main) => main.textContent.replace(/\s+/g, " ").trim());
  await each({}, list, async (page, name) => void said.set(name, await words(page)));
  await each({ javaScriptEnabled: false }, list, async (page, name) => unless((await words(page)) === said.get(name), "other words"));
});

test("a keyboard reaches the content first, and sees where it is", async () => {
  await each({ viewport: { width: 1280, height: 900 } }, kinds, async (page) => {
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => ({ href: document.activeElement.getAttribute("href"), left: document.activeElement.getBoundingClientRect().left }));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const next = await page.evaluate(() => {
      const there = document.activeElement;
      return there === document.body || (!there.closest("header.masthead") && getComputedStyle(there).outlineStyle !== "none");
    });
    return [...unless(first.href === "#noi-dung" && first.left >= 0, `first ${first.href}`), ...unless(next, "no way on")];
  });
});

test("states keep their shapes in forced colours and on paper", async () => {
  const list = [...kinds].filter(([key]) => /question|commitment|overdue/.test(key));
  const shapes = (page) => page.$$eval("main .chip, main .due", (all) => all.map((e) => {
    const { maskImage, width, backgroundColor } = getComputedStyle(e, "::before");
    return maskImage !== "none" && parseFloat(width) > 5 && backgroundColor !== "rgba(0, 0, 0, 0)";
  }));
  await each({ forcedColors: "active" }, list, async (page) => unless((await shapes(page)).every(Boolean), "a state without its shape"));
  await each({}, list, async (page) => {
    await page.emulateMedia({ media: "print" });
    const shown = await page.$eval("header.masthead form, header.masthead nav", (e) => getComputedStyle(e).display);
    return [...unless((await shapes(page)).every(Boolean), "a state without its shape"), ...unless(shown === "none", "navigation on paper")];
  });
});

test("a question is one page, one stylesheet and little else", async () => {
  const page = [...kinds].find(([key]) => key.startsWith("vi question"))[1];
  const asked = server.seen.length;
  await each({}, [["question", page]], async (opened) => void (await opened.evaluate(() => document.fonts.ready)));
  const loaded = server.seen.slice(asked).filter(({ name }) => !name.endsWith(".woff2"));
  const bytes = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
  // Unpacked; over the wire a fourth of it.
  assert.ok(bytes < 150_000, `${bytes}: ${loaded.map(({ name }) => name).join(", ")}`);
  assert.equal(loaded.filter(({ name }) => name.endsWith(".css")).length, 1);
});

test("a theme of its own stays readable", async () => {
  const project = temporary(), site = temporary();
  for (const folder of ["content", "themes"]) fs.cpSync(path.join(repository, folder), path.join(project, folder), { recursive: true });
  const settings = path.join(project, "content/site.toml");
  fs.writeFileSync(settings, fs.readFileSync(settings, "utf8").replace('theme = "default"', 'theme = "so-tay"'));
  build(project, site);
  const other = await serve(site);
  const list = ["", "en/", kinds.get([...kinds.keys()].find((key) => key.startsWith("vi question"))), "don-vi/khoa-cntt/", "thong-ke/"];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 1280]) {
      const page = await chromium.newPage({ colorScheme, viewport: { width, height: 800 } });
      for (const at of list) {
        await page.goto(other.address + at);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map((v) => `${v.id} ${v.nodes[0].target}`), [], `/${at} ${colorScheme} ${width}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `/${at} ${width}`);
      }
      await page.close();
    }
  }
  other.close();
});
