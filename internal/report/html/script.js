"use strict";
(() => {
  const $ = id => document.getElementById(id), all = (at, what) => [...at.querySelectorAll(what)];
  const grave = ["info", "low", "medium", "high", "critical"];
  const words = {L: "list", R: "read", T: "tagging", W: "write", P: "permissions management"};
  const text = (at, what) => { const found = at.querySelector(what); return found ? found.textContent : ""; };

  // The page is the data. What is in it is read once, and only when it is asked for: there may be very many findings.
  const once = read => { let value; return () => value ??= read(); };
  const cards = all($("cards"), "details").map((at, order) => {
    const card = {at, order, name: text(at, "h3"), services: +(at.dataset.a || 0)};
    card.own = once(() => (text(at, "summary") + " " + text(at, ".flow") + " " + text(at, ".me")).toLowerCase());
    card.findings = once(() => {
      const home = text(at, ".me small").replace(/(:\d+){2}$/, "");
      return all(at, ".list>li").map(li => {
        const at = text(li, "small");
        const place = /^(?:(.*?):)?(\d+):(\d+)$/s.exec(at) || [at, at];
        const way = li.querySelector('a[href^="#w"]');
        return {li, way: way && $(way.hash.slice(1)), words: once(() => li.textContent.toLowerCase()), value: {
          fingerprint: li.id.slice(2), severity: text(li, "b"), rule: text(li, "a"), target: card.name,
          message: li.querySelector("a").nextSibling.data.trim(), file: place[1] || home, line: +(place[2] || 0), column: +(place[3] || 0)}};
      });
    });
    return card;
  });
  const findings = once(() => cards.flatMap(card => card.findings()));
  const total = $("cards").querySelectorAll(".list>li").length;
  let shown; // nothing until something is asked for, which stands for all
  const kept = () => shown ?? findings();

  const options = (at, values) => {
    for (const value of values) at.add(new Option(value, value));
  };

  const filter = () => {
    const q = $("q").value.trim().toLowerCase(), least = +$("s").value, rule = $("r").value, who = $("p").value;
    shown = [];
    for (const card of cards) {
      const mine = !who || card.name === who, named = !q || card.own().includes(q);
      let some = 0;
      for (const f of card.findings()) {
        const keep = mine && grave.indexOf(f.value.severity) >= least && (!rule || f.value.rule === rule) && (named || f.words().includes(q));
        f.li.hidden = !keep;
        if (f.way) f.way.hidden = !keep;
        if (keep) some = shown.push(f);
      }
      card.at.hidden = !(some || mine && named && !least && !rule);
    }
    count(shown.length, cards.filter(card => !card.at.hidden).length);
  };
  const count = (some, seen) => {
    $("count").textContent = `${some} of ${total} findings, ${seen} of ${cards.length} cards`;
  };

  const sort = () => {
    const by = {
      g: () => 0,
      n: (a, b) => a.name < b.name ? -1 : +(a.name > b.name),
      f: (a, b) => b.findings().length - a.findings().length,
      a: (a, b) => b.services - a.services,
    }[$("o").value];
    $("cards").append(...[...cards].sort((a, b) => by(a, b) || a.order - b.order).map(card => card.at));
  };

  // What a spreadsheet would take for a formula is made text.
  const cell = value => `"${String(value).replace(/^(?=[=+\-@\t\r])/, "'").replace(/"/g, '""')}"`;
  const save = (name, type, content) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], {type}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const columns = ["fingerprint", "severity", "rule", "target", "message", "file", "line", "column"];
  const csv = () => [columns, ...kept().map(f => columns.map(c => f.value[c]))].map(row => row.map(cell).join(",") + "\r\n").join("");
  const json = () => JSON.stringify({findings: kept().map(f => f.value)}, null, 2) + "\n";

  const heat = document.querySelector(".heat");
  const rank = td => td && td.className ? "lLrRtTwWpP".indexOf(td.className) + 1 : 0;
  if (heat) {
    const rows = [...heat.tBodies[0].rows], heads = [...heat.tHead.rows[0].cells];
    heads.forEach((th, i) => {
      const inside = th.querySelector("span") || th, button = document.createElement("button");
      button.type = "button";
      button.textContent = inside.textContent;
      button.title = "Sort by " + inside.textContent;
      inside.replaceChildren(button);
      button.onclick = () => {
        const by = i ? (a, b) => rank(b.cells[i]) - rank(a.cells[i]) : (a, b) => a.textContent < b.textContent ? -1 : 1;
        heads.forEach(other => other.removeAttribute("aria-sort"));
        th.setAttribute("aria-sort", i ? "descending" : "ascending");
        heat.tBodies[0].append(...[...rows].sort(by));
      };
    });
    const more = $("rows");
    if (more) {
      more.hidden = false;
      more.onclick = () => {
        heat.classList.add("all");
        more.hidden = true;
      };
    }
    // Words where the mouse rests; made only then, because there may be very many cells.
    heat.onmouseover = event => {
      const td = event.target.closest("td");
      if (td && td.textContent && !td.title) {
        td.title = [td.parentNode.cells[0].textContent, heads[td.cellIndex].textContent, words[td.textContent[0]]].join(", ") +
          (td.textContent[1] === "*" ? ", unconstrained" : "");
      }
    };
  }

  options($("r"), all(document, "#rules dt code").map(at => at.textContent).sort());
  options($("p"), [...new Set(cards.map(card => card.name))].sort());
  $("q").oninput = $("s").onchange = $("r").onchange = $("p").onchange = filter;
  $("o").onchange = sort;
  $("csv").onclick = () => save("iamlint.csv", "text/csv", csv());
  $("json").onclick = () => save("iamlint.json", "application/json", json());
  const open = on => cards.forEach(card => { card.at.open = on; });
  $("all").onclick = () => {
    const on = cards.some(card => !card.at.open && !card.at.hidden);
    open(on);
    $("all").textContent = on ? "Close all" : "Open all";
  };
  addEventListener("keydown", event => {
    if (event.key === "/" && !/INPUT|SELECT/.test(event.target.tagName)) {
      event.preventDefault();
      $("q").focus();
    }
  });
  addEventListener("beforeprint", () => open(true));
  $("tools").hidden = !cards.length;
  if ($("q").value || +$("s").value || $("r").value || $("p").value) filter(); // as the browser filled them in again
  else count(total, cards.length);
})();
