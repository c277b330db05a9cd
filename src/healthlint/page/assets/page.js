(() => {
  const $ = (id) => document.getElementById(id);
  const most = Number(document.body.dataset.most);
  const before = [];
  // The article: its bytes as they came, until somebody types. Only texts are shown to be typed in.
  let article = { bytes: null, name: "", isText: true };
  let fixes = {};
  let turn = 0;
  let unsaved = false;

  const say = (text) => { $("said").textContent = text; };
  const complain = (text) => { $("wrong").textContent = text; };
  const bytesOf = (text) => new TextEncoder().encode(text);
  const isUtf8 = (bytes) => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes) !== null;
    } catch {
      return false;
    }
  };
  const name = () => article.name || `text.${$("kind").value}`;

  function packs() {
    const boxes = [...document.querySelectorAll("input[name=pack]")];
    const needed = new Set(boxes.filter((box) => box.checked).flatMap((box) => box.dataset.requires.split(" ")));
    for (const box of boxes) {
      box.disabled = needed.has(box.value);
      if (box.disabled) box.checked = true;
    }
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    return chosen.length === boxes.length ? [] : chosen;
  }

  async function ask(what, more = {}) {
    const query = new URLSearchParams({ name: name(), packs: packs().join(","), ...more });
    let answer;
    try {
      answer = await fetch(`${what}?${query}`, { method: "POST", body: article.bytes });
    } catch {
      throw new Error("healthlint does not answer: start `healthlint page` again. Your article is still here.");
    }
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  }

  // Tells what goes wrong; what is on the page stays.
  async function trying(step) {
    complain("");
    document.body.setAttribute("aria-busy", "true");
    try {
      await step();
    } catch (problem) {
      say("");
      complain(problem.message);
    } finally {
      document.body.removeAttribute("aria-busy");
    }
  }

  function show(found) {
    $("result").innerHTML = found.html;
    fixes = found.fixes;
    article.isText = found.text !== null;
    // To write the same again would move the cursor; a text area knows one kind of line end.
    if (article.isText && found.text.replace(/\r\n?/g, "\n") !== $("text").value) $("text").value = found.text;
    settle();
    report.begin();
    for (const note of document.querySelectorAll(".note[data-fix]")) offer(note);
    for (const link of document.querySelectorAll("#result a[href]:not([href^='#'])")) {
      link.target = "_blank";
      link.rel = "noopener";
    }
    report.align();
  }

  function settle() {
    $("typed").hidden = !article.isText;
    $("file").hidden = !article.name;
    $("file-name").textContent = article.name;
    $("kind-label").hidden = Boolean(article.name);
    $("undo").disabled = before.length === 0;
    $("fix-safe").disabled = document.querySelector(".note[data-fix=safe]") === null;
    $("actions").hidden = $("result").childElementCount === 0;
  }

  // A note by its number and message, for somebody who does not see what stands around a button.
  function offer(note) {
    const safe = note.dataset.fix === "safe";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = safe ? "Fix it" : "Look at the fix";
    button.setAttribute("aria-describedby", `${note.id}-message`);
    note.querySelector(".message").id = `${note.id}-message`;
    button.addEventListener("click", () => (safe ? fix(note.dataset.at) : look(note)));
    note.querySelector(".fix").append(" ", button);
  }

  function words(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function look(note) {
    $("look-message").textContent = note.querySelector(".message").textContent;
    $("look-changes").replaceChildren(...fixes[note.dataset.at].map((change) => {
      const item = document.createElement("li");
      item.append("…", change.before, words("del", change.old), " → ", words("ins", change.new || "(removed)"), change.after, "…");
      return item;
    }));
    $("look-apply").onclick = () => { $("look").close(); fix(note.dataset.at); };
    $("look").showModal();
  }

  const fix = (which) => trying(async () => {
    take();
    const answer = await ask("fix", { fix: which });
    before.push(article);
    article = { ...article, bytes: new Uint8Array(await answer.arrayBuffer()) };
    unsaved = true;
    await checked(which === "safe" ? "All safe fixes are applied." : "Fixed.");
    $("result").focus();
  });

  async function checked(done = "") {
    const mine = ++turn;
    say("Checking …");
    const found = await (await ask("check")).json();
    if (mine !== turn) return;
    show(found);
    say(`${done} ${found.summary}`.trim());
  }

  // What is typed takes the place of what came: a text is written as UTF-8.
  function take() {
    if (article.bytes === null) article.bytes = bytesOf((article.mark ?? "") + $("text").value);
  }

  const check = () => trying(async () => {
    take();
    if (article.bytes.length > most) throw new Error(`${name()} is larger than ${most / 1e6} MB`);
    await checked();
  });

  const open = (file) => trying(async () => {
    if (file.size > most) throw new Error(`${file.name} is larger than ${most / 1e6} MB; take the images out, or check it with \`healthlint check\``);
    const kept = article;
    article = { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name, isText: true };
    try {
      await checked();
    } catch (problem) {
      article = kept;
      throw problem;
    }
    before.length = 0;
    unsaved = false;
    settle();
    $("result").focus();
  });

  function save(data, as, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([data], { type }));
    link.download = as;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  $("text").addEventListener("input", () => {
    if (article.bytes !== null) {
      before.push({ ...article });
      // A page that declares another encoding is read as UTF-8 all the same where it begins with this mark.
      article.mark = isUtf8(article.bytes) ? article.mark : "\ufeff";
    }
    article = { ...article, bytes: null };
    unsaved = true;
  });
  $("text").addEventListener("paste", () => setTimeout(check));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); check(); }
  });
  $("check").addEventListener("click", check);
  $("kind").addEventListener("change", () => { if (!$("actions").hidden) check(); });
  $("packs").addEventListener("change", () => { packs(); if (!$("actions").hidden) check(); });
  $("choose").addEventListener("change", () => { if ($("choose").files[0]) open($("choose").files[0]); $("choose").value = ""; });
  $("fix-safe").addEventListener("click", () => fix("safe"));
  $("undo").addEventListener("click", () => trying(async () => {
    article = before.pop();
    await checked("Undone.");
  }));
  $("close").addEventListener("click", () => {
    article = { bytes: null, name: "", isText: true };
    before.length = 0;
    $("text").value = "";
    $("result").replaceChildren();
    unsaved = false;
    settle();
    say("The file is closed.");
    $("text").focus();
  });
  $("save").addEventListener("click", () => { take(); save(article.bytes, name(), "application/octet-stream"); unsaved = false; });
  $("save-report").addEventListener("click", () => trying(async () => {
    take();
    save(await (await ask("report")).blob(), `${name()}.report.html`, "text/html");
  }));
  $("look-leave").addEventListener("click", () => $("look").close());

  document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    const file = event.dataTransfer.files[0];
    if (file) open(file);
  });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  packs();
})();
