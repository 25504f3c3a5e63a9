// The page of the service. Texts of answers reach it as text nodes only, never as HTML.

import {draw, indexAt} from "./chart.js";

const PERIOD = 5000;
const ROWS = 300; // as many as the service makes its own forecasts from
const SHOWN = 120;
const TRIES = 3;
const COVERAGES = [0.95, 0.8, 0.5];

const at = id => document.getElementById(id);
const number = value => value === null || value === undefined ? "–"
  : value.toLocaleString(undefined, {minimumFractionDigits: 2, maximumFractionDigits: 2});
const percent = value => value === null || value === undefined ? "–" : (100 * value).toFixed(2) + " %";
const day = time => time === null || time === undefined ? "–" : time.slice(0, 10);

let key = takeKey();
let points = [];
let chosen = null;
let mark = () => {};
let timer;
let running = false;
let again = false;

/** The service refuses the key, or no header can have it. */
class KeyRefused extends Error {}

/** The key comes in the fragment, which browsers send to nobody, and is kept for this tab. */
function takeKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) {
    sessionStorage.setItem("key", given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem("key");
}

async function call(path, options = {}) {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new KeyRefused("a key has only letters, digits and signs of ASCII, and no spaces");
  }
  const headers = {Authorization: "Bearer " + key};
  if (options.body) {
    headers["Content-Type"] = "application/json";
  }
  const response = await fetch(path, {...options, headers});
  if (response.status === 401) {
    throw new KeyRefused("the service does not accept this key");
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail ?? answer.title ?? "status " + response.status);
  }
  return answer;
}

const post = (path, body) => call(path, {method: "POST", body: JSON.stringify(body)});

function element(name, content, properties = {}) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...[content].flat().filter(part => part !== null && part !== undefined));
  return node;
}

function table(node, head, rows) {
  const title = element("tr", head.map(text => element("th", text, {scope: "col"})));
  const body = rows.map(row => element("tr", row.map(cell => element("td", cell))));
  node.replaceChildren(element("thead", title), element("tbody", body));
}

function showForecast(documents, series) {
  const widest = documents[0];
  const past = series.times.map((time, i) => ({time, value: series.values.close[i]})).slice(-SHOWN);
  const steps = widest.steps.map(step => ({time: step.time, value: step.values.close}));
  const bands = documents.map(one => one.steps.map(step => step.interval)).filter(band => band.every(b => b !== null));
  at("symbol").textContent = widest.symbol;
  mark = draw(at("chart"), past, steps, bands);
  points = [...past, ...steps.map((step, i) => ({...step, interval: widest.steps[i].interval}))];
  if (chosen !== null) {
    choose(chosen);
  }
  table(at("steps"), ["Step", "Time", "Open", "High", "Low", "Close", "Return", "Confidence", "95 %"],
    widest.steps.map(step => [String(step.step), day(step.time),
      ...["open", "high", "low", "close"].map(column => number(step.values[column])),
      percent(step.return), step.confidence === null ? "–" : percent(step.confidence),
      step.interval === null ? "–" : number(step.interval.lower) + " to " + number(step.interval.upper)]));
  at("disclaimer").textContent = widest.disclaimer ?? "";
  table(at("patterns"), ["Pattern", "Strength", ""], widest.patterns.slice(0, 5).map(pattern =>
    [pattern.name, percent(pattern.strength),
      element("meter", null, {value: pattern.strength, ariaLabel: pattern.name})]));
}

function showSignals(signals) {
  at("signals").replaceChildren(...Object.entries(signals).flatMap(([model, signal]) =>
    [element("dt", model + ": " + signal.action), element("dd", signal.reason)]));
}

function skill(version) {
  const name = Object.keys(version?.metrics ?? {}).find(one => one.endsWith("absolute_error_skill_against_naive"));
  return name === undefined ? "–" : percent(version.metrics[name]);
}

function showModels(models) {
  const select = at("model");
  if (select.options.length !== models.length) {
    select.replaceChildren(...models.map(model => element("option", model.name, {value: model.name})));
  }
  table(at("models"), ["Model", "Status", "Version", "Trained to", "Skill", "Versions", ""], models.map(model => {
    const serving = model.versions?.find(version => version.number === model.version);
    return [model.name, element("span", model.failure ? model.status + ": " + model.failure : model.status,
      {className: model.status}), String(model.version ?? "–"), day(serving?.trainedTo), skill(serving),
    model.versions === null ? "the store cannot be read" : String(model.versions.length),
    button("Train", "Train " + model.name, () => post("train", {model: model.name}))];
  }));
}

function showTrainings(trainings) {
  table(at("trainings"), ["Model", "State", "Progress", "Version", ""], trainings.slice(-5).reverse().map(one => [
    one.model,
    element("span", one.problem ? one.state + ": " + one.problem : one.state, {className: one.state}),
    element("progress", null, {value: one.completed, ariaLabel: one.phase}),
    String(one.version ?? "–"),
    one.ended ? "" : button("Cancel", "Cancel the training of " + one.model,
      () => call("train/" + one.id, {method: "DELETE"}))]));
}

function button(text, label, action) {
  return element("button", text, {type: "button", ariaLabel: label, onclick: async () => {
    try {
      await action();
      await refresh();
    } catch (problem) {
      say(problem.message, true);
    }
  }});
}

function say(text, problem = false) {
  const state = at("state");
  state.className = problem ? "problem" : "";
  if (state.textContent !== text) {
    state.textContent = text;
  }
}

/** Keeps the focus where it is, though the tables are made anew. */
function keepingFocus(change) {
  const label = document.activeElement?.ariaLabel;
  change();
  if (label && !document.activeElement?.ariaLabel) {
    [...document.querySelectorAll("button")].find(one => one.ariaLabel === label)?.focus();
  }
}

/** Forgets the key, so that nothing is asked for until somebody enters another one. */
function askForKey(reason) {
  key = null;
  sessionStorage.removeItem("key");
  at("key-form").hidden = false;
  at("content").hidden = true;
  say(reason, true);
}

/** Reads the rows, and what the service says of exactly these: by one version, though another may take over meanwhile. */
async function answers(model) {
  for (let i = 0; i < TRIES; i++) {
    const series = await call("series?rows=" + ROWS);
    const [batch, signals] = await Promise.all([
      post("forecasts", {requests: COVERAGES.map(coverage => ({series, model, coverage}))}), post("signals", series)]);
    const failed = batch.answers.find(answer => answer.problem !== null);
    if (failed) {
      throw new Error(failed.problem.detail);
    }
    const documents = batch.answers.map(answer => answer.document);
    const states = documents.map(one => JSON.stringify([one.model, one.time, one.signals]));
    if (new Set(states).size === 1 && documents[0].time === series.times.at(-1)
        && JSON.stringify(signals[model]) === JSON.stringify(documents[0].signals[0])) {
      return {series, documents, signals};
    }
  }
  throw new Error("the versions change too quickly");
}

async function refresh() {
  clearTimeout(timer);
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    if (key === null) {
      at("key-form").hidden = false;
      say("The service wants its key");
      return;
    }
    const models = await call("models");
    keepingFocus(() => showModels(models));
    const model = at("model").value;
    const trainings = await call("train");
    const {series, documents, signals} = await answers(model);
    at("key-form").hidden = true;
    at("content").hidden = false;
    keepingFocus(() => {
      showForecast(documents, series);
      showSignals(signals);
      showTrainings(trainings);
    });
    const {time, status, model: made, current} = documents[0];
    say(`${day(time)}: ${number(current)}. Forecast ${status} by ${made.name}, version ${made.version}`);
  } catch (problem) {
    if (problem instanceof KeyRefused) {
      askForKey(problem.message);
    } else {
      say("Not up to date: " + problem.message, true);
    }
  } finally {
    running = false;
    if (again) {
      again = false;
      refresh();
    } else if (at("live").checked && key !== null) {
      timer = setTimeout(() => document.hidden || refresh(), PERIOD);
    }
  }
}

function choose(index) {
  chosen = Math.max(0, Math.min(points.length - 1, index));
  const {time, value, interval} = points[chosen];
  mark(chosen);
  at("reading").textContent = day(time) + ": " + number(value)
    + (interval ? ", 95 % from " + number(interval.lower) + " to " + number(interval.upper) : "");
}

const MOVES = {ArrowLeft: i => i - 1, ArrowRight: i => i + 1, Home: () => 0, End: () => points.length - 1};

at("chart").addEventListener("keydown", event => {
  if (MOVES[event.key] && points.length) {
    event.preventDefault();
    choose(MOVES[event.key](chosen ?? SHOWN - 1));
  }
});
at("chart").addEventListener("pointermove", event => {
  if (points.length) {
    choose(indexAt(at("chart"), event.clientX, points.length));
  }
});
at("controls").addEventListener("submit", event => {
  event.preventDefault();
  refresh();
});
at("model").addEventListener("change", refresh);
at("live").addEventListener("change", refresh);
at("key-form").addEventListener("submit", event => {
  event.preventDefault();
  key = at("key").value.trim();
  at("key").value = "";
  sessionStorage.setItem("key", key);
  refresh();
});
document.addEventListener("visibilitychange", () => document.hidden || refresh());
refresh();
