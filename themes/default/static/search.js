/* Search: reads the index that the generator wrote (src/search) and shows what it finds. A classic script without
   dependencies, so that it also runs from a folder (file:). The page carries the root of the index; shards of postings,
   texts of hits, columns of filters and positions are loaded when a query needs them. */
"use strict";
(() => {
  const box = document.getElementById("search");
  if (!box) return;
  const said = box.dataset;
  const json = (id) => JSON.parse(document.getElementById(id).textContent), root = json("search-root");
  const [labels, states] = json("search-labels"), kinds = Object.values(labels);
  const lang = said.prefix ? 1 : 0;
  const local = location.protocol === "file:";
  const folder = said.root + "tim-kiem/chi-muc/";
  const slots = root.slots;
  /* What a first query may load: parts in all, parts with words, KB of those and of the rests of common words' lists, and KB
     of positions; and how many that nobody wants are cheaper than a request more. */
  const [PARTS, LOADS, ROOM, BUDGET, PHRASE, GAP] = slots > 1 << 19 ? [11, 8, 120, 50, 50, 4] : slots > 1 << 16 ? [9, 5, 60, 16, 30, 12] : [7, 4, 24, 10, 20, 12];
  /* How many results it shows at least and at most, and the longest query. */
  const LEAST = 3, MOST = 6, WORDS = 24, LETTERS = 300;
  const FILTERS = ["loai", "trang-thai", "don-vi", "linh-vuc", "nam-hoc"];

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children.filter((c) => c !== null && c !== ""));
    return element;
  };
  const lost = (gone, fault) => {
    gone.partial = true;
    gone.stale ||= !!fault.gone;
  };

  /* Words: the same as src/text/search_word.rs; tests/search/words.json tests both. */
  const TONES = { "\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~", "\u0323": "." };
  const RUN = /[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]|(?:(?![\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff])[\p{Alphabetic}\p{N}\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])+/gu;
  const loneY = (s) => (/^(?:[hklmstv]|qu)y$/.test(s) ? s.slice(0, -1) + "i" : s);
  const seen = new Map();
  function word(run) {
    let found = seen.get(run);
    if (found !== undefined) return found;
    let key = "", form = "", tone = "";
    for (const c of run.toLowerCase().replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")) {
      if (c < "\x80") { key += c; form += c; continue; }
      if (c === "đ" || c === "ð") { key += "d"; form += "đ"; continue; }
      let base = "", kept = "";
      for (const part of c.normalize("NFD")) {
        if (TONES[part]) tone = TONES[part];
        else if (/[\u0302\u0306\u031b]/.test(part)) kept += part;
        else if (!/[\u0300-\u036f]/.test(part)) { base += part; kept += part; }
      }
      key += base.normalize("NFC");
      form += kept.normalize("NFC").replace(/[\u0300-\u036f]/g, "");
    }
    found = key ? { key: loneY(key), form: loneY(form) + tone } : null;
    if (seen.size < 20000) seen.set(run, found);
    return found;
  }
  const words = (text) => Array.from(text.normalize("NFC").matchAll(RUN), (m) => word(m[0])).filter(Boolean);
  const plain = (w) => w.form === w.key;

  /* How well a form answers what was typed: [for the score, for coverage]. What is typed exactly comes first, then what
     lacks marks, last what has others. */
  function likeness(typed, form, marked, plainIsWord) {
    if (typed === form) return [1, 1];
    const cut = (f) => (/[`'?~.]$/.test(f) ? [[...f.slice(0, -1)], f.slice(-1)] : [[...f], ""]);
    const [a, aTone] = cut(typed), [b, bTone] = cut(form);
    let missing = 0, fewer = 0, typedMarks = aTone ? 1 : 0;
    const compare = (x, y, xPlain, yPlain) => {
      if (x === y) return;
      if (xPlain) missing++;
      else if (yPlain) fewer++;
      else missing = fewer = 1e3;
    };
    for (let i = 0; i < a.length; i++) {
      if (a[i] > "\x7f") typedMarks++;
      compare(a[i], b[i], a[i] < "\x80", b[i] < "\x80");
    }
    compare(aTone, bTone, !aTone, !bTone);
    if (missing && fewer) return [0.05, 0.06];
    if (fewer) return [0.18, 0.6];
    if (!marked) return [1, 1];
    if (typedMarks) return [0.98, 1];
    return plainIsWord ? [0.12, 0.35] : [0.95, 1];
  }

  /* Files. A container holds members, each compressed on its own: the root tells where each begins. For file: there are
     scripts that hold some files each. */
  const at = (list, kind) => list.split(" ").filter(Boolean).flatMap((line, i) => {
    const [name, ...told] = line.split(":"), members = [];
    for (let k = 0, from = 1; k < told.length; k += 2) {
      const length = parseInt(told[k + 1], 36);
      members.push({ key: told[k], file: name + ".bin", script: kind + (i >> 4), from, to: (from += length), size: Math.ceil(length / 1024) });
    }
    return members;
  });
  const post = at(root.post, "p"), pos = at(root.pos, "v");
  const rests = new Map(at(root.rest, "r").map((s) => [s.key, s]));
  const fault = (gone) => Object.assign(new Error(), { gone });
  const cache = new Map(), handed = new Map(), wholes = new Map(), asked = new Map();
  const take = (files) => Object.entries(files).forEach(([file, text]) => handed.set(file, text));
  /* A part of a file; the whole is kept where a host sends that. */
  async function fetched({ file, script, from }, to) {
    let whole = wholes.get(file);
    if (!whole) {
      if (local) {
        if (!handed.has(file)) await new Promise((onload, onerror) => document.head.append(Object.assign(make("script"), { src: folder + "goi/" + script + ".js", onload, onerror })));
        whole = Uint8Array.from(atob(handed.get(file)), (c) => c.charCodeAt(0));
      } else {
        const answer = await fetch(folder + file, to ? { headers: { range: "bytes=" + from + "-" + (to - 1) } } : {});
        if (!answer.ok) throw fault(answer.status === 404);
        whole = new Uint8Array(await answer.arrayBuffer());
        if (answer.status === 206) return whole;
      }
      /* A page in its place. */
      if (to && whole[0] !== root.v) throw fault(true);
      wholes.set(file, whole);
    }
    return whole.subarray(from, to);
  }
  /* What is wanted at the same moment and lies close together comes in one request; no file is asked for twice at a time,
     so that a host which sends the whole sends it once. */
  let queue = [];
  function ask() {
    const all = queue.sort((a, b) => (a.file === b.file ? a.from - b.from : a.file < b.file ? -1 : 1));
    queue = [];
    while (all.length) {
      const first = all[0], { file } = first, near = [];
      let to = first.from;
      while (all[0]?.file === file && all[0].from - to <= GAP << 10) {
        near.push(all[0]);
        ({ to } = all.shift());
      }
      const coming = Promise.resolve(asked.get(file)).then(() => fetched(first, to));
      asked.set(file, coming.catch(() => {}));
      for (const { from, to, done, fail } of near) coming.then((bytes) => done(bytes.subarray(from - first.from, to && to - first.from)), fail);
    }
  }
  function load(part, read) {
    const name = part.file + part.from;
    let found = cache.get(name);
    if (!found) {
      found = new Promise((done, fail) => {
        if (queue.push({ ...part, done, fail }) === 1) queueMicrotask(ask);
      }).then(async (bytes) => read(new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer())));
      cache.set(name, found);
      found.catch(() => cache.delete(name));
    }
    return found;
  }
  const other = (name, read) => load({ file: root.files[name] + ".bin", script: "o0", from: 0 }, read);
  const decoder = new TextDecoder();
  function reader(bytes, i = 0) {
    const number = () => {
      let n = 0, shift = 0, b;
      do { b = bytes[i++]; n |= (b & 127) << shift; shift += 7; } while (b > 127);
      if (i > bytes.length) throw new Error("short");
      return n >>> 0;
    };
    let before = new Uint8Array(0);
    return {
      number,
      text: () => { const n = number(); return decoder.decode(bytes.subarray(i, (i += n))); },
      after: () => {
        const same = number(), n = number(), all = new Uint8Array(same + n);
        all.set(before.subarray(0, same));
        all.set(bytes.subarray(i, (i += n)), same);
        before = all;
        return decoder.decode(all);
      },
      here: () => i,
      version: () => { if (bytes[i++] !== root.v) throw fault(true); },
    };
  }
  function readShard(bytes) {
    const r = reader(bytes), keys = new Map(), lists = [];
    r.version();
    for (let n = r.number(); n > 0; n--) {
      const key = r.after(), records = r.number(), forms = [];
      for (let f = r.number(); f > 0; f--) {
        const list = { form: r.text() || key, count: r.number(), length: r.number(), bytes };
        forms.push(list);
        lists.push(list);
      }
      keys.set(key, { key, records, forms });
    }
    let i = r.here();
    for (const list of lists) { list.at = i; i += list.length; }
    if (i > bytes.length) throw new Error("short");
    return keys;
  }
  function slotsOf(list) {
    if (!list.slots) {
      const { count } = list, out = new Uint32Array(count), r = reader(list.bytes, list.at);
      for (let k = 0, next = 0; k < count; k++) next = (out[k] = next + r.number()) + 1;
      list.slots = out;
      list.weights = r.here();
    }
    return list.slots;
  }
  function shardOf(list, key) {
    let low = 0, high = list.length;
    while (low < high) { const mid = (low + high) >> 1; if (list[mid].key <= key) low = mid + 1; else high = mid; }
    return low - 1;
  }
  const readColumn = (bytes) => {
    const size = new DataView(bytes.buffer).getUint32(0, true);
    const head = JSON.parse(decoder.decode(bytes.subarray(4, 4 + size)));
    const Numbers = head.bytes === 2 ? Uint16Array : Uint8Array;
    const all = new Numbers(bytes.slice(4 + size).buffer);
    const layers = [];
    for (let i = 0; i < head.layers; i++) layers.push(all.subarray(i * slots, (i + 1) * slots));
    return { values: head.values, layers, number: new Map(head.values.map((v, i) => [v[0], i + 1])) };
  };
  const column = (name) => other(name, readColumn);
  const readRows = (bytes) => new Map(JSON.parse(decoder.decode(bytes)).map((row) => {
    const said = (i) => row[6 + 3 * lang + i] || row[6 + i] || "";
    return [row[0], { id: row[1], path: row[2] || "dot/" + row[1].replace("/questions/", "/y-kien/") + "/", kind: row[3], state: row[4],
      date: row[5] ? String(row[5]).replace(/(..)(..)$/, "-$1-$2") : "", title: said(0), original: row[6], unit: said(1), text: said(2) }];
  }));
  async function record(slot) {
    const run = Math.floor(slot / root.run), box = Math.floor(run / root.room), wide = root.sizes.length / Math.ceil(slots / root.run);
    let from = 1, to = 1;
    for (let n = box * root.room; n <= run; n++) to = (from = to) + parseInt(root.sizes.substr(n * wide, wide), 36);
    const found = (await load({ file: "t/" + box + "-" + root.texts.substr(box * 4, 4) + ".bin", script: "t" + Math.floor(box / root.pack), from, to }, readRows)).get(slot % root.run);
    if (!found) throw fault(true);
    found.slot = slot;
    return found;
  }
  const vocabulary = () => other("tu", (bytes) => {
    const r = reader(bytes), all = new Map();
    r.version();
    while (r.here() < bytes.length) { const key = r.after(); all.set(key, r.number()); }
    return all;
  });

  /* Queries. */
  const aliases = root.aliases.map(([short, long]) => ({ short: words(short), long: words(long) }));
  function parse(text) {
    const cut = text.length > LETTERS;
    const parts = text.slice(0, LETTERS).normalize("NFC").split(/["“”„«»]/);
    const tokens = [], phrases = [];
    parts.forEach((part, i) => {
      const found = words(part);
      if (i % 2 && i < parts.length - 1 && found.length) phrases.push({ from: tokens.length, words: found });
      tokens.push(...found);
    });
    const open = !cut && parts.length % 2 && /[\p{L}\p{N}\p{M}]$/u.test(text);
    return { tokens: tokens.slice(0, WORDS), phrases, open, cut: cut || tokens.length > WORDS };
  }
  const followerBit = (key) => {
    let hash = 0x811c9dc5;
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
    return 1 << ((hash >>> 13) & 7);
  };
  const WEIGHT = new Float32Array(256);
  for (let b = 0; b < 256; b++) {
    const title = 3 * [1.15, 1.05, 1, 0.93][(b >> 2) & 3];
    const parts = [b & 128 ? title : 0, b & 64 ? 1.6 : 0, b & 32 ? 1 : 0, b & 16 ? 0.6 : 0];
    const most = Math.max(...parts);
    WEIGHT[b] = (most + 0.2 * (parts.reduce((a, c) => a + c) - most)) * [1, 1.06, 1.12, 1.16][b & 3];
  }

  /* One letter too many, too few, other, or two swapped. */
  function isSlip(a, b) {
    if (a.length > b.length) [a, b] = [b, a];
    if (b.length - a.length > 1 || a === b) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
    return a.slice(i + 1) === b.slice(i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
  }
  const sorted = (text) => [...text].sort().join("");
  /* What a word is without the letters of a typing method that was off: "truowngf", "ddieemr", "phis". */
  const untyped = (key) => loneY(key.replace(/([aeod])\1/g, "$1").replace(/w/g, "").replace(/(.)[sfrxj]$/, "$1"));
  function slips(key, all) {
    const found = [], meant = untyped(key);
    for (const [other, records] of all) {
      let score = Math.log(1 + records);
      if (other === meant) score += 6;
      else if (isSlip(key, other) || (meant.length > 2 && isSlip(meant, other))) {
        const swapped = [key, meant].some((k) => k.length === other.length && sorted(k) === sorted(other));
        /* Short words have too many neighbours: letters swapped only. */
        if (meant.length < 4 && !swapped) continue;
        if (other[0] === key[0]) score += 1.5;
        if (swapped) score += 2;
      } else continue;
      found.push([score, other]);
    }
    return found.sort((a, b) => b[0] - a[0]).slice(0, 3).map((f) => f[1]);
  }
  function halves(key, all) {
    let best = null, most = 0;
    for (let i = 2; i < key.length - 1; i++) {
      const a = loneY(key.slice(0, i)), b = loneY(key.slice(i));
      const records = Math.min(all.get(a) || 0, all.get(b) || 0);
      if (records > most) { most = records; best = [a, b]; }
    }
    return best;
  }

  /* A query's lists: what is loaded for each key. */
  async function plan(query) {
    const gone = { partial: false, stale: false };
    const lists = new Map();
    async function fetchKey(key) {
      if (lists.has(key)) return;
      const i = shardOf(post, key), own = { key, records: 0, forms: [], full: true, shard: i };
      lists.set(key, own);
      if (i < 0) return;
      try {
        const found = (await load(post[i], readShard)).get(key);
        if (found) Object.assign(own, { records: found.records, forms: found.forms.slice(), rest: rests.get(key), full: !rests.has(key) });
      } catch (fault) { lost(gone, fault); own.lost = true; }
    }
    async function fetchRest(own) {
      opened.add(own);
      try {
        own.forms.push(...(await load(own.rest, readShard)).get(own.key).forms.map((f) => Object.assign(f, { bare: true })));
        own.full = true;
      } catch (fault) { lost(gone, fault); }
    }
    /* Few files: those of the rarest words, and all words that lie in them. */
    const opened = (query.parts = new Set());
    let room = ROOM, loads = LOADS;
    function want(key, must) {
      const i = shardOf(post, key);
      if (i < 0 || opened.has(i)) return true;
      if (opened.size && (must ? post[i].size > (tokens.length < 3 ? 2 : 1) * ROOM : !loads || post[i].size > Math.max(room, 4))) return false;
      opened.add(i);
      loads = Math.max(0, loads - 1);
      room -= post[i].size;
      return true;
    }
    const tokens = query.tokens;
    const marked = tokens.some((t) => !plain(t));
    const concepts = tokens.map((token) => ({ token, alts: [{ key: token.key, token, marked, factor: 1, own: true }] }));
    const same = (list, i) => list.every((w, k) => tokens[i + k] && tokens[i + k].key === w.key);
    for (const { short, long } of aliases) {
      for (let i = 0; i < tokens.length; i++) {
        if (short.length && same(short, i)) concepts[i].alts.push({ sequence: long, factor: 0.95 });
        if (short.length === 1 && long.length && same(long, i)) {
          long.forEach((_, k) => concepts[i + k].alts.push({ key: short[0].key, token: short[0], marked: false, factor: 0.95 }));
        }
      }
    }
    /* How common a word is, as far as the root tells. */
    const heavy = (key) => (rests.has(key) ? rests.get(key).size + post[shardOf(post, key)].size : 0);
    const aside = (c) => isAside(c.token, tokens.length, marked);
    const order = [...concepts].sort((a, b) => aside(a) - aside(b) || heavy(a.token.key) - heavy(b.token.key));
    const quoted = (query.quoted = query.phrases.length === 1 && query.phrases[0].words.length === tokens.length);
    /* A phrase is told by the places of its words, where those can be read: then one list is enough to rank what holds it. */
    const told = quoted && placesOf(query.phrases[0].words).reduce((n, part) => n + part.size, 0) <= PHRASE;
    if (told) loads = 1;
    else if (quoted) { room -= PHRASE; loads -= 2; }
    /* Room for the rest of one list, where no word has a whole one. */
    else if (order.every((c) => aside(c) || rests.has(c.token.key))) loads--;
    /* What an open end can become is told by the word before it. */
    const last = query.open && concepts.at(-1), led = last && tokens.length < 5 && !rests.has(last.token.key) && concepts.at(-2);
    const keys = new Set();
    const wanted = order.flatMap((c, i) => [
      ...(aside(c) && i > 2 ? [] : [{ key: c.token.key, must: i < 2 || c === led, aside: aside(c) }]),
      /* Of an abbreviation's words the two rarest, where they do not take the room of all others. */
      ...c.alts.filter((alt) => alt.sequence).flatMap((alt) => [...alt.sequence].sort((a, b) => heavy(a.key) - heavy(b.key)).map((w, n) => ({ key: w.key, must: n < 2 && (order.length < 2 || heavy(w.key) < ROOM) }))),
    ]);
    wanted.sort((a, b) => !!b.must - !!a.must || !!a.aside - !!b.aside || heavy(a.key) - heavy(b.key));
    for (const { key, must } of wanted) if (want(key, must)) keys.add(key);
    for (const c of concepts) for (const alt of c.alts) if (!alt.own && !alt.sequence && want(alt.key)) keys.add(alt.key);
    await Promise.all(Array.from(keys, fetchKey));

    /* How often a word may follow another: the share of the other's records in which its bit is set, and that it has. */
    function follows(c) {
      const seen = new Uint32Array(256);
      let count = 0;
      for (const form of lists.get(c?.token.key)?.forms || []) {
        if (!plain(c.token) && form.form !== c.token.form) continue;
        slotsOf(form);
        for (let k = 0, f = form.weights + form.count; k < form.count; k++) if (form.bytes[form.weights + k] > 63) { seen[form.bytes[f++]]++; count++; }
      }
      return (key, records) => (count ? Math.min(records, seen.reduce((n, times, bits) => (bits & followerBit(key) ? n + times : n), 0)) / count : 1);
    }
    /* Prefixes of the last word, then what unknown words may have been meant as. */
    const meant = [];
    /* One after the other, so that the same words always load the same files. */
    for (const c of concepts) {
      const own = lists.get(c.token.key);
      if (!own || own.lost) continue;
      const known = own.records > 0, { key } = c.token;
      const share = c === last ? follows(concepts.at(-2)) : null;
      /* Of what a beginning can become, what follows the word before, then what is common. */
      const beginnings = (all) => all.filter(([k]) => k.startsWith(key) && k !== key).map(([k, n]) => [Math.log(2 + n) * share(k, n) ** 2, k])
        .sort((a, b) => b[0] - a[0]).slice(0, known ? 24 : 8).map((f) => f[1]);
      let more = [], near = [];
      const use = (alt, must) => { if (want(alt.key, must)) { c.alts.push(alt); keys.add(alt.key); } };
      const pairs = (keys) => Array.from(keys, ([k, v]) => [k, v.records || v]);
      try {
        /* A word that seldom follows the one before it may be the beginning of another. */
        const begins = c === last && key.length > 1, exact = own.forms.some((f) => f.form === c.token.form);
        const odd = begins && known && loads && !(exact && (!marked || share(key, own.records) > 0.35));
        let all = own.shard < 0 ? [] : pairs(await load(post[own.shard], readShard));
        const every = async () => { opened.add("tu"); return pairs(await vocabulary()); };
        if (begins) more = beginnings(odd || !known && post[own.shard + 1]?.key.startsWith(key) ? await every() : all);
        if (!known && c.alts.length === 1 && !more.length) {
          /* Most slips leave the beginning right: then what was meant stands in the same file. */
          near = slips(key, all);
          let pair = null;
          if (!near.length) {
            all = await every();
            if (begins) more = beginnings(all);
            if (!more.length) {
              near = slips(key, all);
              pair = halves(key, new Map(all));
            }
          }
          near.forEach((other, i) => use({ key: other, token: c.token, slip: true, factor: 0.5 }, !i));
          if (pair && (key.length > 6 || !near.length)) {
            c.alts.push({ sequence: pair.map((k) => ({ key: k, form: k })), factor: 0.8, loose: true });
            for (const k of pair) { want(k, true); keys.add(k); }
          } else pair = null;
          if (near.length || pair) meant.push({ token: c.token, keys: pair || [near[0]] });
        }
        /* A typed beginning keeps its marks: "bổ" begins "bổng". */
        more.forEach((other, i) => use({ key: other, token: c.token, marked, factor: known ? 0.35 : 1, prefix: true }, !known && !i));
      } catch (fault) { lost(gone, fault); }
    }
    await Promise.all(Array.from(keys, fetchKey));

    /* The rest of common words' lists: the rarest always where nothing else would be whole, others within the budget. */
    const whole = concepts.some((c) => { const l = lists.get(c.token.key); return l && l.full && l.records; });
    const open = [...new Set(concepts.map((c) => lists.get(c.token.key)))].filter((l) => l?.rest && !l.full).sort((a, b) => a.rest.size - b.rest.size);
    let budget = BUDGET, first = !whole && !quoted;
    const more = [];
    for (const list of open) {
      if (first ? list.rest.size <= 2 * budget : loads-- > 0 && list.rest.size <= budget) { more.push(fetchRest(list)); budget -= list.rest.size; }
      first = false;
    }
    await Promise.all(more);
    return { query, concepts, lists, marked, meant, gone };
  }

  /* Words that questions are made of and that no record is about; in a short query they may be what is looked for. */
  const aside = words("thì là mà có bị cho ở tại trong khi nếu hoặc mình bạn thầy cô ơi phải cần quá hơn đâu giờ kia đó ra vào không được gì nào sao như vậy thế và của các những với hay rồi chưa nữa em ạ à muốn xin hỏi bao nhiêu này cũng đã đang sẽ");
  /* The last 30 of them without their marks, too: no other common word is written so. */
  const ASIDE = new Set(aside.map((w) => w.form)), ASIDE_BARE = new Set(aside.slice(-30).map((w) => w.key));
  const isAside = (token, length, marked) => length > 4 && (marked ? ASIDE : ASIDE_BARE).has(marked ? token.form : token.key);

  /* Room for numbers by record, all 0 between searches but in lists; lost where a search fails. */
  let zeros = {};
  /* Scores of all records that have a word of the query. Loops go over bare arrays: a common word has a record in ten. */
  function evaluate({ query: { tokens }, concepts, lists, marked }) {
    const score = new Float32Array(slots), pairs = new Uint32Array(slots), misread = new Uint8Array(slots);
    const pool = zeros, zeroed = (name, Numbers = Float32Array) => (pool[name] ||= new Numbers(slots + 1));
    zeros = {};
    const cover = zeroed("cover"), best = zeroed("best"), bestCover = zeroed("bestCover");
    const touched = zeroed("touched", Uint32Array);
    let touches = 0;
    /* By record: what follows the word before, and this one; and the records that have it. */
    let before = zeroed("before", Uint8Array), after = zeroed("after", Uint8Array), gone = zeroed("gone", Uint32Array), here = zeroed("here", Uint32Array), left = 0;
    let whole = 0;
    const bare = (list) => list.forms.filter((f) => f.form === list.key).reduce((n, f) => n + f.count, 0) * 25 > list.records;
    /* A word typed without marks that is none without them tells that the others lack theirs, too. */
    const lax = concepts.some((c) => plain(c.token) && lists.get(c.token.key)?.records && !bare(lists.get(c.token.key)));
    /* The lists of a word: how much each counts for the score, and for what a record covers of the query. */
    const formsOf = (alt) => {
      const list = lists.get(alt.key), plainIsWord = list && !lax && bare(list);
      return list?.forms.map((form) => {
        let like = [1, 1];
        if (alt.prefix) like = alt.marked && !plain(alt.token) ? beginning(alt.token.form, form.form) : [1, 1];
        else if (alt.slip) like = slipped(alt.token, form.form);
        else if (alt.key === alt.token.key) like = likeness(alt.token.form, form.form, alt.marked, plainIsWord);
        return { form, value: like[0] * alt.factor, covered: like[1] * alt.factor };
      });
    };
    concepts.forEach((concept, i) => {
      const bit = 1 << i, self = followerBit(concept.token.key);
      let count = 0;
      const put = (slot, value, covered) => {
        if (!best[slot]) here[count++] = slot;
        if (value > best[slot]) best[slot] = value;
        if (covered > bestCover[slot]) bestCover[slot] = covered;
      };
      for (const alt of concept.alts) {
        if (alt.sequence) sequence(alt, formsOf, zeroed, put);
        else for (const list of formsOf(alt) || []) {
          count = weigh(list, here, count, best, bestCover, { before, after, pairs, bit: i && bit, key: followerBit(alt.key), lift: alt.prefix ? 0.95 / alt.factor : 1 });
        }
      }
      const own = lists.get(concept.token.key);
      let records = own ? own.records : 0;
      concept.full = own ? own.full || !own.records : concept.alts.length > 1;
      if (concept.alts.length > 1 || !own) records = Math.max(records, count);
      const idf = Math.log(1 + (root.records - records + 0.5) / (records + 0.5));
      concept.idf = (count || own?.records ? Math.max(idf, 0.05) : 0) * (isAside(concept.token, tokens.length, marked) ? 0.2 : 1);
      if (concept.full && count) whole += concept.idf;
      touches = settle(here, count, concept, marked, touched, touches, { score, cover, best, bestCover, misread });
      /* A word whose list was not loaded shows in what follows the one before. */
      leave(gone, left, before, concept.full ? 0 : self, pairs, bit);
      [before, after] = [after, before];
      [gone, here, left] = [here, gone, count];
    });
    leave(gone, left, before, 0, pairs, 0);
    const bonus = concepts.map((c, i) => (i ? 0.7 * (c.idf + concepts[i - 1].idf) : 0));
    const found = finish(touched, touches, whole, bonus, { score, cover, pairs, misread });
    zeros = pool;
    return { found, score, pairs, misread };
  }
  /* Forgets what follows a word, after noting where that is the word `self`. */
  function leave(gone, left, before, self, pairs, bit) {
    for (let k = 0; k < left; k++) {
      const slot = gone[k];
      if (before[slot] & self) pairs[slot] |= bit;
      before[slot] = 0;
    }
  }
  /* The last of the scores, and the records that cover enough of the query to be results. */
  function finish(touched, touches, whole, bonus, { score, cover, pairs, misread }) {
    let least = 0, count = 0;
    for (let k = 0; k < touches; k++) {
      const slot = touched[k];
      for (let i = 1; pairs[slot] >>> i; i++) if (pairs[slot] & (1 << i)) score[slot] += bonus[i];
      /* However common the word: one with other marks is another word. */
      if (misread[slot]) score[slot] *= 0.5 ** misread[slot];
      if (whole) {
        cover[slot] /= whole;
        score[slot] *= cover[slot] * cover[slot];
        if (cover[slot] > least) least = cover[slot];
      }
    }
    /* A result covers at least three fifths of what the best one covers of the query's weight. */
    for (let k = 0; k < touches; k++) {
      const slot = touched[k];
      if (!whole || cover[slot] >= 0.6 * least) touched[count++] = slot;
      cover[slot] = 0;
    }
    return touched.slice(0, count);
  }
  /* Takes the records of a list: what they count at best, and which have the word after the one before. */
  function weigh({ form, value, covered }, here, count, best, bestCover, { before, after, pairs, bit, key, lift }) {
    const all = slotsOf(form), { bytes, weights, bare } = form, length = form.count;
    for (let k = 0, f = weights + length; k < length; k++) {
      const slot = all[k], weight = bytes[weights + k], near = bit && before[slot] & key;
      /* What follows is told of titles and questions. */
      const followers = weight > 63 && !bare ? bytes[f++] : 0;
      /* What completes a phrase was probably meant, even where its beginning is a word. */
      const up = near ? lift : 1, worth = WEIGHT[weight] * value * up, part = covered * up;
      if (!best[slot]) here[count++] = slot;
      if (worth > best[slot]) best[slot] = worth;
      if (part > bestCover[slot]) bestCover[slot] = part;
      if (part < 0.3) continue;
      if (near) pairs[slot] |= bit;
      after[slot] |= followers;
    }
    return count;
  }
  /* Adds what one word of the query gives to the scores of the records that have it. */
  function settle(here, count, { idf, full }, marked, touched, touches, { score, cover, best, bestCover, misread }) {
    for (let k = 0; k < count; k++) {
      const slot = here[k];
      if (!score[slot]) touched[touches++] = slot;
      score[slot] += idf * best[slot];
      if (full) cover[slot] += idf * bestCover[slot];
      if (marked && bestCover[slot] < 0.7) misread[slot]++;
      best[slot] = bestCover[slot] = 0;
    }
    return touches;
  }
  const toneless = (form) => form.replace(/[`'?~.]$/, "");
  /* A slip in a word with marks keeps them all but one. */
  function slipped(token, form) {
    if (plain(token)) return [1, 1];
    const typed = toneless(token.form), letters = toneless(form);
    const tone = token.form.slice(typed.length) === form.slice(letters.length);
    return (tone && (isSlip(typed, letters) || typed === letters)) ? [1, 1] : [0.1, 0.2];
  }
  function beginning(typed, form) {
    const bare = toneless(typed), tone = typed.slice(bare.length), letters = toneless(form);
    if (letters.startsWith(bare) && (!tone || form.endsWith(tone))) return [1, 1];
    return likeness(typed, letters.slice(0, bare.length) + form.slice(letters.length), true, true);
  }
  /* An abbreviation's words: a record has them when each stands in it and leads to the next. */
  function sequence(alt, formsOf, zeroed, put) {
    let last = null, held = [], now = zeroed("now"), other = zeroed("other");
    alt.sequence.forEach((w, i) => {
      const next = alt.sequence[i + 1] ? followerBit(alt.sequence[i + 1].key) : 0, found = [];
      const forms = formsOf({ key: w.key, token: w, marked: !alt.loose, factor: 1 });
      if (!forms) return;
      for (const { form, value, covered } of forms) {
        if (covered < 0.3) continue;
        const all = slotsOf(form), { bytes, weights, count, bare } = form;
        for (let k = 0, f = weights + count; k < count; k++) {
          const slot = all[k], weight = bytes[weights + k], told = weight > 63 && !bare, followers = told ? bytes[f++] : 0;
          if ((last && !last[slot]) || (told && next && !(followers & next))) continue;
          if (!now[slot]) found.push(slot);
          const most = Math.max(WEIGHT[weight] * value, now[slot]);
          now[slot] = last ? Math.min(last[slot], most) : most;
        }
      }
      for (const slot of held) last[slot] = 0;
      [held, last, now, other] = [found, now, other, now];
    });
    for (const slot of held) {
      put(slot, last[slot] * alt.factor, alt.factor);
      last[slot] = 0;
    }
  }

  /* By word of a phrase: the files in which the places of its forms stand, the smallest first. */
  function placesOf(phrase) {
    const exact = phrase.some((w) => !plain(w));
    return phrase.map((w, i) => {
      const from = w.key + "!" + (exact && !plain(w) ? w.form : ""), files = [];
      for (let k = Math.max(0, shardOf(pos, from)); pos[k] && (!files.length || (!exact && pos[k].key.startsWith(from))); k++) files.push(pos[k]);
      return { i, from, files, size: files.reduce((n, s) => n + s.size, 0) };
    }).sort((a, b) => a.size - b.size);
  }
  /* Records that hold a phrase: each word directly after the one before; marks count where any are typed. */
  async function withPhrase(phrase) {
    const exact = phrase.some((w) => !plain(w)), parts = placesOf(phrase);
    const opened = new Set();
    let room = PHRASE, last = null;
    const read = parts.filter(({ size, files }) => {
      const known = files.every((s) => opened.has(s));
      if (!known && (size > room || opened.size > 1)) return false;
      files.forEach((s) => opened.add(s));
      if (!known) room -= size;
      return true;
    });
    await Promise.all(read.map(async (part) => { part.shards = await Promise.all(part.files.map((s) => load(s, readShard))); }));
    for (const { i, from, shards } of read) {
      const now = new Map();
      for (const [key, { forms: [list] }] of shards.flatMap((s) => [...s])) {
        if (exact ? key !== from : !key.startsWith(from)) continue;
        const all = slotsOf(list), { number } = reader(list.bytes, list.weights);
        for (let k = 0; k < list.count; k++) {
          const before = last && last.get(all[k]);
          let place = 0;
          for (let n = number(); n > 0; n--) {
            place += number();
            /* Where the phrase would begin. */
            if (last && !(before && before.has(place - i))) continue;
            if (!now.has(all[k])) now.set(all[k], new Set());
            now.get(all[k]).add(place - i);
          }
        }
      }
      last = now;
    }
    return { held: last, all: read.length === parts.length, opened };
  }

  /* The whole of a search: what was found, ready to be counted, filtered and shown. */
  let latest = null;
  async function find(text) {
    if (latest && latest.text === text && !latest.gone.partial) return latest;
    const query = parse(text);
    const planned = await plan(query);
    let { found, score, pairs, misread } = evaluate(planned), common = false;
    for (const { from, words } of query.phrases) {
      try {
        const { held, all, opened } = await withPhrase(words);
        opened.forEach((part) => query.parts.add(part));
        if (held && query.quoted) {
          /* Where it begins says enough of a record that no list which was read has: titles stand before place 32. */
          found = Array.from(held, ([slot, places]) => { score[slot] ||= Math.min(...places) < 32 ? 3 : 1; return slot; });
        } else if (held) found = found.filter((slot) => held.has(slot));
        if (all) continue;
        /* What follows each word tells the rest, and the texts of results. */
        common = true;
        const steps = words.reduce((bits, _, i) => (i && planned.lists.get(words[i - 1].key)?.records ? bits | (1 << (from + i)) : bits), 0);
        const near = found.filter((slot) => (pairs[slot] & steps) === steps && !misread[slot]);
        if (near.length) found = near;
      } catch (fault) { lost(planned.gone, fault); }
    }
    const failed = planned.gone.partial && ![...planned.lists.values()].some((l) => l.records);
    const first = Math.max(LEAST, Math.min(MOST, PARTS - query.parts.size));
    return (latest = { text, query, planned, found, score, common, gone: planned.gone, failed, first });
  }
  async function everything() {
    const all = await column("loai"), found = [];
    for (let slot = 0; slot < slots; slot++) if (all.layers[0][slot]) found.push(slot);
    return { ...(await find("")), found, first: MOST };
  }
  async function admits(filters) {
    const tests = await Promise.all(Object.entries(filters).filter(([, v]) => v.length).map(async ([name, values]) => {
      const c = await column(name);
      const wanted = new Set(values.map((v) => c.number.get(v) || -1));
      return [name, (slot) => c.layers.some((layer) => wanted.has(layer[slot]))];
    }));
    return (slot, but) => tests.every(([name, test]) => name === but || test(slot));
  }
  async function ranked(result, filters, sort, count) {
    const test = await admits(filters);
    const chosen = result.found.filter((slot) => test(slot));
    const score = result.score;
    let days = null;
    if (sort === "ngay" || !result.text) days = (await column("ngay")).layers[0];
    const before = days
      ? (a, b) => days[b] - days[a] || score[b] - score[a] || a - b
      : (a, b) => score[b] - score[a] || a - b;
    const top = best(chosen, count, before);
    const rows = (await Promise.all(top.map((slot) => record(slot).catch((fault) => {
      lost(result.gone, fault);
    })))).filter(Boolean);
    const hits = rows.map((row) => ({ row, score: score[row.slot] * (days ? 1 : closeness(result, row)) }));
    /* The texts tell what the lists do not: where in the title, how near. The order of those shown before stays. */
    if (!days) {
      for (let from = 0, to = result.first; from < hits.length; from = to, to += 10) {
        const part = hits.slice(from, to).sort((a, b) => (Math.abs(b.score - a.score) > 1e-4 * b.score ? b.score - a.score : b.row.date < a.row.date ? -1 : b.row.date > a.row.date ? 1 : a.row.slot - b.row.slot));
        hits.splice(from, part.length, ...part);
      }
    }
    return { total: chosen.length, hits };
  }
  function best(list, count, before) {
    if (list.length <= 4 * count) return [...list].sort(before).slice(0, count);
    const top = [];
    for (const slot of list) {
      if (top.length === count && before(slot, top[count - 1]) > 0) continue;
      let i = top.length;
      while (i && before(slot, top[i - 1]) < 0) i--;
      top.splice(i, 0, slot);
      if (top.length > count) top.pop();
    }
    return top;
  }
  function closeness(result, row) {
    const { concepts, marked } = result.planned;
    if (!concepts.length) return 1;
    const rate = (list) => {
      let covered = 0, whole = 0, pairs = 0, before = -9;
      concepts.forEach((c, i) => {
        let place = -1, value = 0;
        list.forEach((w, k) => {
          if (w.key !== c.token.key) return;
          const v = likeness(c.token.form, w.form, marked, true)[0] + (k === before + 1 ? 0.01 : 0);
          if (v > value) { value = v; place = k; }
        });
        whole += c.idf || 0.1;
        covered += value * (c.idf || 0.1);
        if (i && place >= 0 && place === before + 1) pairs++;
        before = place < 0 ? -9 : place;
      });
      return { covered: covered / whole, near: concepts.length > 1 ? pairs / (concepts.length - 1) : covered > 0 ? 1 : 0 };
    };
    /* What was taken on trust is read here. */
    const holds = (list, phrase) => list.some((_, k) => phrase.every((w, i) => list[k + i]?.key === w.key && (plain(w) || list[k + i].form === w.form)));
    const doubt = result.common && !result.query.phrases.every((p) => holds(words(row.original + ". " + row.text), p.words)) ? 0.2 : 1;
    const title = words(row.original), inTitle = rate(title), inText = rate(words(row.text));
    const brief = Math.min(1, concepts.length / Math.max(title.length, 1));
    return doubt * (1 + 0.3 * inTitle.covered * inTitle.near + 0.25 * inTitle.covered * brief + 0.15 * inText.near * inText.covered + 0.1 * Math.max(inText.covered, inTitle.covered));
  }
  const address = (row) => said.root + said.prefix + row.path + (local ? "index.html" : "");

  async function search(text, { limit = 10, filters = {} } = {}) {
    const wanted = {};
    for (const [name, value] of Object.entries(filters || {})) if (FILTERS.includes(name) && value) wanted[name] = [].concat(value);
    const words = String(text ?? "").trim();
    if (!words && !Object.keys(wanted).length) return { total: 0, hits: [] };
    const result = await (words ? find(words) : everything());
    if (result.failed) throw new Error(said.error);
    const { total, hits } = await ranked(result, wanted, "", Math.max(0, Math.min(limit, 200)));
    return { total, hits: hits.map(({ row, score }) => ({ id: row.id, url: new URL(address(row), document.baseURI).href, title: row.title, score })) };
  }
  window.doithoai = Object.assign(window.doithoai || {}, { search, take, words });

  /* The page. */
  const $ = (selector) => box.querySelector(selector);
  const form = document.getElementById("search-form"), input = document.getElementById("q"), sorter = document.getElementById("sort");
  const status = $("[role=status]"), list = $(".hits"), note = $(".search-note"), panel = $(".search-filters"), facets = $(".search-facets");
  const more = $(".more"), empty = $(".search-empty"), bar = $(".search-bar");
  const state = { q: "", filters: {}, sort: "", more: 0 };
  const isFiltered = () => Object.values(state.filters).some((v) => v.length);
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const count = (n) => (n === 1 ? said.one : said.many.replace("{n}", numbers.format(n)));
  const isMatch = (result) => {
    const terms = new Map(), { concepts, marked, lists } = result.planned;
    const most = Math.max(...concepts.map((c) => c.idf || 0));
    for (const c of concepts) for (const alt of c.alts) {
      const add = (key, test) => terms.set(key, [...(terms.get(key) || []), (form) => test(form) && (c.idf < 0.4 * most ? 1 : 2)]);
      if (alt.sequence) alt.sequence.forEach((w) => add(w.key, (f) => plain(w) || likeness(w.form, f, true, true)[1] > 0.3));
      else if (alt.prefix) { if (!lists.get(c.token.key)?.records) add(alt.key, (f) => plain(alt.token) || beginning(alt.token.form, f)[1] > 0.3); }
      else add(alt.key, (f) => (alt.slip ? slipped(alt.token, f)[1] > 0.3 : alt.key !== alt.token.key) || likeness(alt.token.form, f, alt.marked && marked, true)[1] > 0.3);
    }
    return (w) => (w ? Math.max(0, ...(terms.get(w.key) || []).map((test) => test(w.form))) : 0);
  };
  function highlighted(text, match) {
    const out = [];
    let from = 0;
    const runs = [...text.matchAll(RUN)], ranks = runs.map((m) => match(word(m[0])));
    for (const [i, m] of runs.entries()) {
      /* A common word alone says nothing: beside another one it does. */
      if (!(ranks[i] > 1 || (ranks[i] && (ranks[i - 1] || ranks[i + 1])))) continue;
      const gap = text.slice(from, m.index), before = out.at(-1);
      if (gap === " " && before instanceof Element) before.append(" " + m[0]);
      else { if (gap) out.push(gap); out.push(make("mark", null, m[0])); }
      from = m.index + m[0].length;
    }
    out.push(text.slice(from));
    return out;
  }
  /* The stretch of text in which most different words of the query stand. */
  function extract(text, match) {
    const ROOM = innerWidth < 600 ? 150 : 230, places = [];
    for (const m of text.matchAll(RUN)) { const w = word(m[0]); if (match(w)) places.push([m.index, w.key]); }
    let start = 0, most = 0;
    places.forEach(([from], i) => {
      const inside = new Set();
      for (let k = i; k < places.length && places[k][0] < from + ROOM - 40; k++) inside.add(places[k][1]);
      if (inside.size > most) { most = inside.size; start = from; }
    });
    start = start < 60 ? 0 : text.lastIndexOf(" ", start - 40) + 1;
    let end = Math.min(text.length, start + ROOM);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
    const piece = text.slice(start, end).replace(/\n/g, " · ");
    return (start ? "…" : "") + piece + (end < text.length && !piece.endsWith("…") ? "…" : "");
  }
  const inEnglish = document.documentElement.lang === "en";
  const day = (iso) => (inEnglish ? new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }) : iso.split("-").map(Number).reverse().join("/"));
  function hit(row, match) {
    const piece = extract(row.text, match);
    return make("li", { class: "row hit", "data-id": row.id },
      make("span", { class: "row-title" }, make("a", { href: address(row) }, ...highlighted(row.title, match))),
      row.state ? make("span", { class: "chip", "data-state": row.state }, states[row.state] || row.state) : "",
      piece ? make("p", { class: "extract" }, ...highlighted(piece, match)) : "",
      make("span", { class: "row-meta dots" }, make("span", null, kinds[row.kind] || ""),
        row.unit ? make("span", null, row.unit) : "", row.date ? make("time", { datetime: row.date }, day(row.date)) : ""));
  }

  /* A form as it is written: the tone goes on the main vowel. */
  const SIGNS = Object.fromEntries(Object.entries(TONES).map(([sign, tone]) => [tone, sign]));
  function written(form) {
    const sign = SIGNS[form.slice(-1)];
    if (!sign) return form;
    const letters = form.slice(0, -1), start = /^(qu|gi)(?=[aeiouyăâêôơư])/.test(letters) ? 2 : 0;
    const vowels = letters.slice(start).match(/[aeiouyăâêôơư]+/);
    if (!vowels) return letters;
    const from = start + vowels.index, many = vowels[0].length, closed = from + many < letters.length;
    const special = vowels[0].search(/[ăâêôơư](?![ăâêôơư])/);
    const place = from + (special >= 0 ? special : many === 3 || (many === 2 && (closed || /^(oa|oe|uy)$/.test(vowels[0]))) ? 1 : 0);
    return (letters.slice(0, place + 1) + sign + letters.slice(place + 1)).normalize("NFC");
  }
  function suggestion(result) {
    const { meant, lists } = result.planned;
    if (!meant.length || !result.found.length) return null;
    let text = state.q.normalize("NFC");
    for (const { token, keys } of meant) {
      const better = keys.map((key) => {
        const [most] = [...(lists.get(key)?.forms || [])].sort((a, b) => b.count - a.count);
        return most ? written(most.form) : key;
      }).join(" ");
      text = text.replace(RUN, (run) => (word(run)?.key === token.key ? better : run));
    }
    return text;
  }
  function notes(result) {
    note.replaceChildren();
    const line = (text) => note.append(make("span", null, text), " ");
    if (result.query?.cut) line(said.cut);
    if (result.common) line(said.common);
    if (result.gone.partial) line(result.gone.stale ? said.reload : said.partial);
    const better = suggestion(result);
    if (better && better !== state.q) {
      const to = new URLSearchParams({ q: better });
      note.append(said.meant + " ", make("a", { href: "?" + to, "data-query": better }, better));
    }
    note.hidden = !note.childNodes.length;
  }
  async function drawFacets(result, turn) {
    if (!panel.open) return;
    const test = await admits(state.filters);
    const groups = await Promise.all(FILTERS.map(async (name) => {
      const c = await column(name), counts = new Uint32Array(c.values.length + 1);
      for (const slot of result.found) if (test(slot, name)) for (const layer of c.layers) counts[layer[slot]]++;
      const chosen = new Set(state.filters[name] || []);
      const values = c.values.map((v, i) => ({ id: v[0], label: v[1 + lang] || v[1], n: counts[i + 1] }))
        .filter((v) => v.id && (v.n || chosen.has(v.id)));
      if (name !== "nam-hoc") values.sort((a, b) => b.n - a.n);
      for (const id of chosen) if (!values.some((v) => v.id === id)) values.push({ id, label: id, n: 0 });
      return [name, values, chosen];
    }));
    if (turn !== turns) return;
    const focused = document.activeElement?.id;
    facets.replaceChildren(...groups.filter(([, values]) => values.length).map(([name, values, chosen]) => {
      const item = (v) => {
        const tick = make("input", { type: "checkbox", name, value: v.id, id: "f-" + name + "-" + v.id });
        tick.checked = chosen.has(v.id);
        return make("li", null, make("label", null, tick, " " + v.label + " ", make("small", null, numbers.format(v.n))));
      };
      const some = values.filter((v, i) => i < 8 || chosen.has(v.id)), others = values.filter((v) => !some.includes(v));
      return make("fieldset", { class: "filter" }, make("legend", null, box.getAttribute("data-" + name)),
        make("ul", null, ...some.map(item)),
        others.length ? make("details", null, make("summary", null, said.all.replace("{n}", values.length)), make("ul", null, ...others.map(item))) : "");
    }), isFiltered() ? make("p", null, make("button", { type: "button", class: "clear" }, said.clear)) : "");
    if (focused) document.getElementById(focused)?.focus();
  }

  const browse = (text) => {
    empty.firstElementChild.textContent = text;
    empty.hidden = false;
  };
  let turns = 0;
  async function run() {
    const turn = ++turns;
    const filtered = isFiltered();
    if (!state.q.trim() && !filtered) {
      latest = null;
      said.state = "idle";
      list.replaceChildren();
      status.textContent = "";
      status.setAttribute("data-total", "");
      bar.hidden = panel.hidden = more.hidden = note.hidden = true;
      browse(said.browse);
      return;
    }
    said.state = "loading";
    const slow = setTimeout(() => { if (turn === turns) { bar.hidden = false; status.textContent = said.loading; } }, 400);
    try {
      const result = state.q.trim() ? await find(state.q.trim()) : await everything();
      const { total, hits } = await ranked(result, state.filters, state.sort, result.first + state.more);
      if (turn !== turns) return;
      if (result.failed || (total && !hits.length)) throw fault(result.gone.stale);
      const match = isMatch(result);
      list.replaceChildren(...hits.map(({ row }) => hit(row, match)));
      status.textContent = total ? count(total) : said.none;
      status.setAttribute("data-total", total);
      notes(result);
      bar.hidden = false;
      panel.hidden = !total && !filtered;
      bar.classList.toggle("alone", total < 2);
      if (total) empty.hidden = true;
      else browse(said.suggest);
      more.hidden = total <= hits.length;
      said.state = "done";
      await drawFacets(result, turn);
    } catch (fault) {
      if (turn !== turns) return;
      list.replaceChildren();
      bar.hidden = false;
      panel.hidden = more.hidden = note.hidden = true;
      browse(said.browse);
      status.textContent = fault && fault.gone ? said.reload : said.error;
      status.setAttribute("data-total", "0");
      said.state = "error";
    } finally { clearTimeout(slow); }
  }

  /* The address and the state are one. */
  function fromAddress() {
    const query = new URLSearchParams(location.search);
    state.q = query.get("q") || "";
    state.sort = query.get("sap-xep") === "ngay" ? "ngay" : "";
    state.filters = Object.fromEntries(FILTERS.map((name) => [name, query.getAll(name).filter(Boolean)]));
    state.more = 0;
    input.value = state.q;
    sorter.value = state.sort;
    panel.open ||= isFiltered();
    return run();
  }
  function toAddress(push) {
    const query = new URLSearchParams();
    if (state.q) query.set("q", state.q);
    for (const name of FILTERS) for (const value of state.filters[name] || []) query.append(name, value);
    if (state.sort) query.set("sap-xep", state.sort);
    const to = location.pathname + (String(query) ? "?" + query : "");
    if (to === location.pathname + location.search) return;
    try { history[push ? "pushState" : "replaceState"](null, "", to); } catch { /* Too many in a short time, or a folder: the page works without. */ }
  }
  let timer = 0;
  const changed = (push) => { state.more = 0; toAddress(push); return run(); };
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.isComposing) return;
    timer = setTimeout(() => { state.q = input.value; changed(false); }, 160);
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    state.q = input.value;
    changed(true);
  });
  sorter.addEventListener("change", () => { state.sort = sorter.value; changed(true); });
  panel.addEventListener("toggle", () => { if (panel.open && said.state === "done") run(); });
  facets.addEventListener("change", (event) => {
    const { name, value, checked } = event.target;
    const rest = (state.filters[name] || []).filter((v) => v !== value);
    state.filters = { ...state.filters, [name]: checked ? [...rest, value] : rest };
    changed(true);
  });
  box.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest(".clear")) { state.filters = {}; changed(true); input.focus(); }
    else if (target.closest(".more button")) {
      const next = list.children.length;
      state.more += 10;
      run().then(() => list.children[next]?.querySelector("a")?.focus());
    } else if (target.closest("[data-query]") && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      input.value = state.q = target.closest("[data-query]").dataset.query;
      changed(true);
      input.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [input, ...list.querySelectorAll("li[data-id] .row-title a")];
    const i = links.indexOf(document.activeElement);
    if (i < 0) return;
    event.preventDefault();
    links[Math.max(0, Math.min(links.length - 1, i + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  });
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
