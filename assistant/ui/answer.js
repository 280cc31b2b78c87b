const KINDS = { outlet: "outlet", person: "person", institution: "institution", unnamed: "unnamed source" };
const STANCES = { for: "for", against: "against", mixed: "mixed", no_side: "no side", not_stated: "not stated" };
const MARKS = { for: "+", against: "−", mixed: "±", no_side: "•", not_stated: "·" };
const VERDICTS = {
  altered: "the quotation differs from the source",
  misattributed: "the words are someone else’s",
  fabricated: "the quotation stands nowhere",
  ungrounded: "a name, number or date is not in the cited words",
  unsupported: "the cited words do not carry it",
  unchecked: "not checked",
};
const bare = (text) => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase();
const repeats = (reading) => reading.claims.length > 0 && bare(reading.claims[0].text).includes(bare(reading.label)); // a label that its own sentence says
const SHOWN_CLAIMS = 3;
const SHOWN_SILENT = 8;

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component, "answer");
  const { sheet, place, busy, ahead } = data;
  root.sheet = sheet;
  const drawn = JSON.stringify([sheet, busy, ahead]);
  if (root.drawn === drawn) return press(root, place);
  root.drawn = drawn;
  const unfolded = root.unfolded || (root.unfolded = new Set()); // what the reader unfolded stays so
  const placed = (name, value) => (name === "cites" ? value.map((each) => placeOf(sheet.sources[each - 1])) : value);
  const kept = (key, values, build) => piece(root, key, JSON.stringify(values, placed), build);

  const cite = (number) => citation(sheet.sources[number - 1], (where) => setTriggerValue("open", where));
  const claim = (one, tag = "p") =>
    h(tag, { class: "claim", dir: "auto" }, h("span", {}, one.text), " ", h("span", { class: "cites" }, one.cites.map(cite)),
      one.selected.length > 0 && h("span", { class: "kind" }, ` words chosen by ${one.selected.join(", ")}`));
  const names = (voices) => h("span", { class: "names", dir: "auto" }, voices.join(" · "));
  const silent = (voices) => h("p", { class: "absent" }, voices.map((name) => h("span", { dir: "auto" }, name)));
  const section = (title, hint, values, ...body) =>
    kept(title, values, () => h("section", { "data-title": title }, h("h2", {}, title), hint && h("p", { class: "hint" }, hint), body.map((one) => (typeof one === "function" ? one() : one))));
  const folded = (key, summary, ...body) =>
    h("details", { open: unfolded.has(key), on: { toggle: (e) => (e.target.open ? unfolded.add(key) : unfolded.delete(key)) } },
      h("summary", {}, summary), ...body);

  const turn = (one) =>
    h("button", { type: "button", class: "turn", on: { click: () => setTriggerValue("turn", one.n) } },
      h("span", { class: "asked", dir: "auto" }, one.asked), h("span", { class: "kind" }, one.found));
  const trail = (key, title, turns) => turns.length > 0 && kept(key, turns, () => h("nav", { class: "trail", "aria-label": title }, turns.map(turn)));

  const access = (one) => {
    if (one.access === "first_hand") return h("span", { class: "badge first" }, "first-hand");
    const hand = one.access === "second_hand" ? "second-hand" : "third-hand";
    return h("span", { class: "badge second", dir: "auto" }, one.via.length ? `${hand}, via ${[...one.via].reverse().join(", via ")}` : hand);
  };
  const heard = (one, key) => {
    const rest = one.claims.slice(SHOWN_CLAIMS);
    const said = (each) => kept(`sentence of ${key}: ${each.text}`, each, () => claim(each)); // a further sentence leaves those before it alone
    return [
      one.claims.slice(0, SHOWN_CLAIMS).map(said),
      rest.length > 0 && folded(key, plural(rest.length, "more sentence", "more sentences"), rest.map(said)),
    ];
  };
  const position = (one) =>
    kept(`position ${one.kind} ${one.voice}`, one, () => h("article", { class: "card" },
      h("header", {}, h("h3", { dir: "auto" }, one.voice), h("span", { class: "kind" }, KINDS[one.kind] || one.kind), access(one.heard[0])),
      one.heard.map((each, number) => [number > 0 && h("p", { class: "also" }, access(each)), heard(each, `${one.voice} ${number}`)])));
  const positions = () => {
    const all = kept("Positions", null, () => h("section", { "data-title": "Positions" }, h("h2", {}, "Positions"), h("div", { class: "cards" })));
    settle(all.querySelector(".cards"), sheet.positions.map(position));
    return all;
  };

  const agreement = (one) =>
    h("li", {}, claim(one.claim),
      h("p", { class: "who" }, names(one.voices), h("span", { class: "kind" }, plural(one.origins, "independent origin", "independent origins"))));
  const reading = (one) =>
    h("div", { class: "reading" },
      repeats(one) ? h("h4", { dir: "auto" }, one.voices.join(" · ")) : [h("h4", { dir: "auto" }, one.label), h("p", { class: "who" }, names(one.voices))],
      one.claims.map((each) => claim(each)));
  const issue = (one, number) =>
    h("article", { class: "issue" }, h("h3", { dir: "auto" }, h("span", { class: "count" }, String(number + 1)), one.issue),
      h("div", { class: "readings" }, one.readings.map(reading)));

  const panel = kept("panel", null, () => h("div", { class: "panel", "aria-live": "polite" }));
  const cell = (voice, one) => {
    const stance = one.stances[voice] || "not_stated";
    const key = JSON.stringify([voice, one.issue]);
    return h("td", {},
      h("button", { type: "button", class: `stance ${stance}`, "aria-expanded": "false", "data-key": key,
          on: { click: () => { root.cell = root.cell === key ? null : key; showCell(); } } },
        h("span", { "aria-hidden": "true" }, MARKS[stance] || "·"), " ", STANCES[stance] || stance));
  };
  const showCell = () => {
    for (const button of root.querySelectorAll(".stance")) {
      button.setAttribute("aria-expanded", button.dataset.key === root.cell ? "true" : "false");
    }
    panel.replaceChildren();
    const [voice, name] = root.cell ? JSON.parse(root.cell) : [];
    const one = root.cell && sheet.issues.find((each) => each.issue === name);
    if (!one) return;
    const said = one.readings.flatMap((each) => each.claims).filter((each) => each.voices.includes(voice));
    const beside = sheet.positions.filter((each) => each.voice === voice).flatMap((each) => each.heard).flatMap((each) => each.claims);
    panel.append(h("h4", { dir: "auto" }, `${voice} on: ${name}`),
      ...(said.length ? said.map((each) => claim(each)) : [h("p", { class: "hint" }, "Not stated in your library.")]),
      ...(!said.length && beside.length ? [h("p", { class: "hint" }, "On the question as a whole:"), ...beside.slice(0, SHOWN_CLAIMS).map((each) => claim(each))] : []));
    press(root, place);
  };
  const row = (voice) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, voice), sheet.issues.map((one) => cell(voice, one)));
  const matrix = () =>
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Who stands where" },
      h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Voice"),
          sheet.issues.map((one, number) => h("th", { scope: "col", dir: "auto" }, h("span", { class: "count" }, String(number + 1)), one.issue)))),
        h("tbody", {}, [...sheet.voices, ...sheet.silent.slice(0, SHOWN_SILENT)].map(row))));
  const moreSilent = () => {
    const rest = sheet.silent.slice(SHOWN_SILENT);
    return rest.length > 0 && folded("silent", plural(rest.length, "more voice, with nothing stated on these", "more voices, with nothing stated on these"), silent(rest));
  };

  const against = (one) =>
    h("article", { class: `counter ${one.lane}` },
      h("p", { class: "hint" }, "Against"), h("blockquote", {}, claim(one.against)), one.claims.map((each) => claim(each)));
  const lane = (name, title, hint, none) => {
    const here = sheet.counterarguments.filter((one) => one.lane === name);
    return h("div", { class: `lane ${name}` }, h("h3", {}, title), h("p", { class: "hint" }, here.length ? hint : none), here.map(against));
  };
  const rejected = (one) =>
    h("li", {}, h("span", { dir: "auto" }, one.text), h("span", { class: "kind" }, one.reason || VERDICTS[one.verdict] || one.verdict));
  const counted = Object.entries(sheet.checks.rejected).map(([reason, number]) => `${number} ${reason}`).join(", ");
  const passed = `${sheet.checks.shown} of ${plural(sheet.checks.claims, "sentence", "sentences")} passed every check`;

  const spoken = new Set(sheet.positions.map((one) => one.voice)).size;
  const engine = sheet.engine.model || (sheet.engine.analyst === "embedded" ? "embedded analyst, in the sources’ own sentences" : sheet.engine.analyst);
  const summary = [
    spoken > 0 && plural(spoken, "voice", "voices"),
    sheet.sources.length > 0 && plural(sheet.sources.length, "place cited", "places cited"),
    !busy && sheet.checks.claims > 0 && passed,
    !busy && engine,
  ].filter(Boolean).join(" · ");

  const jump = ([title, number]) =>
    h("button", { type: "button", class: "jump", on: { click: () => goTo(root.querySelector(`section[data-title="${title}"]`)) } },
      title, number > 1 && h("span", { class: "kind" }, ` ${number}`));
  const opposed = sheet.counterarguments.length;
  const contents = [
    ["Positions", spoken], ["Agreements", sheet.agreements.length], ["Issues and readings", sheet.issues.length],
    ["Who stands where", sheet.issues.length && sheet.voices.length ? 1 : 0], ["Counter-arguments", opposed], ["Checks", sheet.checks.claims ? 1 : 0],
  ].filter(([, number]) => number > 0);

  settle(root, [
    trail("before", "Earlier questions of this conversation", sheet.before),
    kept("h1", sheet.question, () => h("h1", { dir: "auto" }, sheet.question)),
    sheet.understood && kept("understood", sheet.understood, () => h("p", { class: "understood", dir: "auto" }, h("span", { class: "kind" }, "Understood as: "), sheet.understood)),
    kept("told", [sheet.told, sheet.narrowed], () => h("p", { class: "told", dir: "auto" }, [...sheet.told, sheet.narrowed].filter(Boolean).join(" · "))),
    kept("summary", summary, () => h("p", { class: "summary" }, summary || "…")),
    !busy && contents.length > 1 && kept("contents", contents, () => h("nav", { class: "contents", "aria-label": "Parts of this answer" }, contents.map(jump))),
    kept("notes", [sheet.notes, sheet.remarks], () => h("div", {}, [...sheet.notes, ...sheet.remarks].map((note) => h("p", { class: "note", dir: "auto" }, note)))),
    sheet.positions.length > 0 && positions(),
    busy && kept("busy", ahead, () => h("p", { class: "busy", role: "status" },
      ahead ? `Waiting: ${plural(ahead, "question", "questions")} of other readers ${ahead === 1 ? "is" : "are"} answered first.`
        : "Reading on. Sentences appear once they have passed the checks.")),
    sheet.not_stated.length > 0 && section("Not stated", "In your library, with nothing on this question.", sheet.not_stated, () => silent(sheet.not_stated)),
    sheet.absent.length > 0 && section("Not in your library", "Heard here only through others.", sheet.absent, () => silent(sheet.absent)),
    sheet.agreements.length > 0 && section("Agreements", "Counted in independent origins: ten reprints are one.", sheet.agreements,
      () => h("ul", { class: "plain" }, sheet.agreements.map(agreement))),
    sheet.issues.length > 0 && section("Issues and readings", null, sheet.issues, () => sheet.issues.map(issue)),
    sheet.issues.length > 0 && sheet.voices.length > 0 && section("Who stands where", "Open a cell to see the sentences behind it.",
      [sheet.issues, sheet.voices, sheet.silent], matrix, moreSilent, () => panel),
    (sheet.counterarguments.length > 0 || (!busy && spoken > 0)) && section("Counter-arguments", null, [sheet.counterarguments, sheet.engine],
      () => h("div", { class: "lanes" },
        lane("in_sources", "In the sources", "Words of a voice that holds otherwise.", "No counter-argument in your library."),
        lane("inferred", "Inferred", "Reasoned by the analyst; no source says it.", "None: nothing is added here that no source says."))),
    !busy && sheet.checks.claims > 0 && section("Checks", null, [sheet.checks, sheet.rejected, sheet.usage],
      () => h("p", { class: "tally" }, `${passed}.`, counted && ` Left out: ${counted}.`, sheet.usage && ` ${sheet.usage}`),
      () => sheet.rejected.length > 0 && folded("rejected", "Show what was left out", h("ul", { class: "plain rejected" }, sheet.rejected.map(rejected)))),
    trail("after", "Later questions of this conversation", sheet.after),
  ]);
  showCell();
  renumber(root, sheet.sources);
  press(root, place);
}
