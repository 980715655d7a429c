"""People at the page, in a real browser: python browser.py ADDRESS FP-TOKEN UNDP-TOKEN SCREENSHOTS.

Chromium without a screen goes through the whole of it: signs in, watches, is cut off, decides, changes language and light, by
keyboard, on a telephone, under the rules of axe-core. Screenshots stay in the folder for people to look at.
"""
import json
import os
import shutil
import sys

from axe_core_python.base import AXE_FILE_PATH
from selenium import webdriver
from selenium.common.exceptions import ElementClickInterceptedException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from common import Web, assistance, lesson
from cuttable import Cuttable

address, fp_token, undp_token, folder = sys.argv[1:]
line = Cuttable(address)
fp, undp = Web(address), Web(address)
fp.sign_in(fp_token)
VIEWS = ["live", "overlaps", "gaps", "rules", "countries", "agencies", "search", "reports"]
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
PATIENCE = 90


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for word in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--lang=en",
                 "--hide-scrollbars", "--window-size=1280,900", "--disable-background-networking"]:
        options.add_argument(word)
    options.add_experimental_option("prefs", {"intl.accept_languages": "en"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


browser = start()


def publish(token, events):
    answer = fp.json("POST", "/events", json.dumps(events), Authorization=f"Bearer {token}",
                     Content_Type="application/cloudevents-batch+json")
    assert all(one["code"] == 0 for one in answer["receipts"]), answer
    return [one["sequence"] for one in answer["receipts"]]


def wait(what, condition):
    try:
        # What the page replaces between its being found and its being read is looked at again.
        return WebDriverWait(browser, PATIENCE, poll_frequency=0.05, ignored_exceptions=[StaleElementReferenceException]).until(
            lambda _: condition())
    except Exception:
        shot("failed")
        raise AssertionError(f"{what}: not within {PATIENCE} s; see failed.png; the page says: "
                             + browser.find_element(By.TAG_NAME, "body").text[:600]) from None


def find(css):
    return browser.find_element(By.CSS_SELECTOR, css)


def finds(css):
    return browser.find_elements(By.CSS_SELECTOR, css)


def run(script, *arguments):
    return browser.execute_script(script, *arguments)


def shot(name):
    os.makedirs(folder, exist_ok=True)
    browser.save_screenshot(f"{folder}/{name}.png")


def press(element):
    """A click as people do it: they bring it into sight, and again where the page moved under the pointer meanwhile."""
    def done():
        run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        try:
            element.click()
        except ElementClickInterceptedException:
            return False
        return True

    wait("a click", done)


def feed(pattern):
    """Waits until the live log is open for the pattern and shows what was there before."""
    wait(f"the live log of {pattern}", lambda: run(
        "const live = coordbus.live(); return live.isOpen && live.pattern === arguments[0]"
        " && document.querySelector('[data-testid=log]').getAttribute('aria-busy') === 'false'", pattern))


def size(width, height):
    """The size of the page itself, whatever the window takes."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
    wait("the new size", lambda: run(
        "return matchMedia(`(width: ${arguments[0]}px) and (height: ${arguments[1]}px)`).matches", width, height))


def view(name, rest=""):
    """Goes to a view and waits until all of it is there."""
    run("document.getElementById('main').dataset.shown = '';"
        "if (location.hash === arguments[0]) dispatchEvent(new Event('hashchange')); else location.hash = arguments[0]", f"#/{name}{rest}")
    wait(f"the view {name}", lambda: run("return document.getElementById('main')?.dataset.shown") == f"#/{name}{rest}")
    settled()


def settled():
    wait("the page", lambda: run("return document.readyState === 'complete' && document.getAnimations().every("
                                  "(one) => one.playState !== 'running')"))


def sign_in():
    wait("the door", lambda: finds("[data-testid=token]"))
    find("[data-testid=token]").send_keys(fp_token, Keys.ENTER)
    wait("the frame", lambda: finds(".nav a[aria-current]"))


def language(code):
    Select(find("[data-testid=language]")).select_by_value(code)
    wait(f"the language {code}", lambda: run("return document.documentElement.lang") == code and finds("[data-testid=language]"))


def theme(name):
    while run("return document.documentElement.dataset.theme") != name:
        press(find("[data-testid=theme]"))


def axe(where):
    """No rule of WCAG 2.1 A and AA, and none of good practice, is broken."""
    if not run("return typeof axe !== 'undefined'"):
        with open(AXE_FILE_PATH) as file:
            run(file.read())
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations))")
    told = [f"{one['id']} ({one['impact']}): {one['help']}\n    "
            + "\n    ".join(node["html"][:200] + " " + node.get("failureSummary", "").replace("\n", " ")[:200] for node in one["nodes"][:4])
            for one in found]
    assert not told, f"{where}:\n" + "\n".join(told)


def fits(where):
    wide, who = run("const page = document.scrollingElement; return [page.scrollWidth, [...document.querySelectorAll('body *')].filter("
                    "(one) => one.getBoundingClientRect().right > 391 && !one.closest('.scroll, .nav, .unseen, .log')).map("
                    "(one) => one.outerHTML.slice(0, 120)).slice(0, 4)]")
    assert wide <= 390, f"{where} is wider than the screen: {wide}, {who}"


def no_raw_keys(where):
    """Each word of the frame is in the language; a key that has none would stand there itself."""
    text = run("return document.getElementById('app').innerText")
    with open(os.path.join(os.path.dirname(__file__), "../../../Sources/CPages/page/lang/en.json")) as file:
        keys = {key for key in json.load(file) if "." in key}
    shown = keys & set(text.split())
    # Types of events and codes such as `overlap.flagged` look alike; those of the page's own words do not.
    assert not {key for key in shown if key.split(".")[0] in ("nav", "field", "filter", "bus", "count", "live", "door", "theme")}, (where, shown)


# --- steps -----------------------------------------------------------------------------------------------------------------

def door():
    browser.get(line.address)
    wait("the door", lambda: finds("[data-testid=token]"))
    assert run("return document.activeElement.name") == "token", "the focus is where one types"
    for name in ["light", "dark"]:
        theme(name)
        shot(f"door-{name}")
        axe(f"the door, {name}")
    theme("light")
    find("[data-testid=token]").send_keys("cb_" + "x" * 43, Keys.ENTER)
    wait("a word about the wrong token", lambda: finds(".notice.bad"))
    find("[data-testid=token]").clear()
    sign_in()


def watch():
    """Events come in as they are recorded, and a script in a title is a text."""
    view("live")
    feed("*.*.*.*")
    wait("the lamp", lambda: "on" in find("[data-testid=lamp]").get_attribute("class").split())
    before = run("return coordbus.live().received")
    evil = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>"
    last = publish(undp_token, [lesson("undp", f"WATCH-{number}", evil if number == 39 else f"Lesson {number}") for number in range(40)])[-1]
    wait("forty events", lambda: run("return coordbus.live().received") - before >= 40)
    wait("the row of the last", lambda: finds(f"[data-sequence='{last}']"))
    row = find(f"[data-sequence='{last}']")
    assert evil in row.text and not run("return window.hacked"), row.text
    settled()
    shot("live")
    # With the keyboard: rows move while others come in above them, and a pointer would meet the next one.
    row.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    wait("the event", lambda: finds("dialog[open] .tree"))
    assert evil in find("dialog").text and not run("return window.hacked")
    settled()
    shot("event")
    axe("an event")
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait("the dialog to close", lambda: not finds("dialog[open]"))
    # A pause shows nothing new, and going on shows what came meanwhile.
    pause = [one for one in finds(".bar button") if one.is_displayed()][0]
    press(pause)
    wait("the rest", lambda: "rest" in find("[data-testid=lamp]").get_attribute("class").split())
    later = publish(undp_token, [lesson("undp", "PAUSED", "While it rested")])[0]
    assert not finds(f"[data-sequence='{later}']")
    press(pause)
    wait("what came in the pause", lambda: finds(f"[data-sequence='{later}']"))


def cut():
    """The connection is lost while events go on; afterwards not one is missing, and none came twice."""
    publish(undp_token, [lesson("undp", "BEFORE-CUT", "Before the cut")])
    find("[data-testid=filter-agency]").send_keys("undp", Keys.TAB)
    feed("*.*.*.undp")
    start = run("return coordbus.live().received")
    expected = publish(undp_token, [lesson("undp", f"NEAR-{number}", f"Near {number}") for number in range(50)])
    wait("what came before", lambda: run("return coordbus.live().received") - start >= 50)
    line.cut()
    wait("the lamp to go out", lambda: "off" in find("[data-testid=lamp]").get_attribute("class").split())
    shot("cut-off")
    expected += publish(undp_token, [lesson("undp", f"AWAY-{number}", f"Away {number}") for number in range(150)])
    line.mend()
    expected += publish(undp_token, [lesson("undp", f"BACK-{number}", f"Back {number}") for number in range(50)])
    wait("the lamp to go on", lambda: "on" in find("[data-testid=lamp]").get_attribute("class").split())
    wait("all that came", lambda: run("return coordbus.live().received") - start >= len(expected))
    wait("the row of the last", lambda: finds(f"[data-sequence='{expected[-1]}']"))
    shown = [int(one) for one in run("return [...document.querySelectorAll('[data-sequence]')].map((row) => row.dataset.sequence)")]
    assert [one for one in reversed(shown) if one >= expected[0]] == expected, "not each event once, in order"
    assert run("return coordbus.live().received") - start == len(expected)
    field = find("[data-testid=filter-agency]")
    field.clear()
    field.send_keys(Keys.TAB)
    feed("*.*.*.*")


def resolve():
    """An overlap is looked at and decided, by keyboard alone; the answer is an event of the person's agency."""
    view("overlaps")
    wait("a flag", lambda: finds("[data-overlap]") and finds("[data-testid=versus]"))
    flags = fp.json("GET", "/api/query/overlaps?limit=60")["overlaps"]
    overlap = next(one["overlap"] for one in flags if one["kind"] == "overlap")
    find(f"[data-overlap='{overlap}']").send_keys(Keys.ENTER)
    wait("both records", lambda: len(finds("[data-testid=versus] thead th")) == 3 and finds("[data-testid=evidence] li"))
    settled()
    shot("overlap")
    axe("overlaps")
    choice = find("[name=verdict][value=joint]")
    choice.send_keys(Keys.SPACE)
    Select(find("[data-testid=verdict-form] select")).select_by_value("joint")
    find("[data-testid=note]").send_keys("One team, <b>two</b> reports")
    shot("verdict")
    find("[data-testid=decide]").send_keys(Keys.ENTER)

    def answers():
        return fp.json("GET", f"/api/query/overlap?overlap={overlap}")["answers"]

    wait("the answer in the watch", answers)
    answer = answers()[-1]
    assert answer["by"] == "fp" and answer["verdict"] == "joint", answer
    event = fp.json("GET", f"/api/events/{answer['sequence']}")["event"]
    assert event["source"] == "urn:coordbus:agency:fp" and "p-fp" in event["id"], event
    view("overlaps", f"/{overlap}")
    wait("the flags", lambda: finds("[data-testid=versus]"))


def views():
    """Every view in every language and both lights, at a desk's and a telephone's width."""
    busiest = max(fp.json("GET", "/api/query/countries")["countries"], key=lambda one: one["assistance"])["country"]
    places = [(name, "") for name in VIEWS] + [("countries", f"/{busiest}")]
    for name, rest in places:
        view(name, rest)
        label = f"{name}-country" if rest else name
        for colours in ["light", "dark"]:
            theme(colours)
            view(name, rest)
            axe(f"{label}, {colours}")
            shot(f"{label}-{colours}")
        size(390, 844)
        view(name, rest)
        fits(label)
        shot(f"{label}-phone")
        axe(f"{label}, phone")
        size(1280, 900)
    theme("light")
    for code in LANGUAGES:
        language(code)
        assert run("return document.documentElement.dir") == ("rtl" if code == "ar" else "ltr")
        for name, rest in places:
            view(name, rest)
            no_raw_keys(f"{name} in {code}")
            if name in ("live", "overlaps") or rest:
                shot(f"{'country' if rest else name}-{code}")
                axe(f"{name} in {code}")
        size(390, 844)
        view("overlaps")
        fits(f"overlaps in {code}")
        shot(f"overlaps-{code}-phone")
        size(1280, 900)
    language("en")


def look_for(words):
    """Asks the search view and waits for the answer to these words, not to those before; titles as they stand in one moment."""
    box = find("[data-testid=search]")
    box.clear()
    box.send_keys(words, Keys.ENTER)
    wait(f"what is found for {words}", lambda: run(
        "return document.querySelector('main [aria-busy=false]')?.dataset.shown") == words)
    settled()
    return run("return [...document.querySelectorAll('main article h2')].map((one) => one.textContent)")


def search():
    view("search")
    titles = look_for("voter registration")
    assert titles, "nothing was found"
    # Case and the order of words do not matter to the index; a text in a title it would.
    assert set(titles) & set(look_for("REGISTRATION Voter")), "words in another order find nothing of the same"
    shot("search-found")
    axe("what was found")


def keyboard():
    """The first stop leads to the content, all views are reached, and what has the focus shows it."""
    view("live")
    browser.refresh()
    wait("the frame", lambda: finds(".nav a[aria-current]"))
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert "skip" in run("return document.activeElement.className"), run("return document.activeElement.outerHTML")
    shot("skip-link")
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert run("return document.activeElement.id") == "main"
    run("document.querySelector('.skip').focus()")
    seen = []
    for _ in range(40):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        name, outline = run("const one = document.activeElement; return [one.dataset.view ?? '', getComputedStyle(one).outlineStyle]")
        assert outline != "none", run("return document.activeElement.outerHTML")
        if name:
            seen.append(name)
        elif seen:
            break
    assert seen == VIEWS, seen
    link = find("[data-view=gaps]")
    link.send_keys(Keys.ENTER)
    wait("the view", lambda: run("return document.getElementById('main').dataset.shown") == "#/gaps")
    assert run("return document.activeElement.id") == "main", "the focus follows to the content"


def leave():
    press(find("[data-testid=signout]"))
    wait("the door", lambda: finds("[data-testid=token]"))
    assert run("return fetch('/api/session').then((answer) => answer.status)") == 401


def quiet():
    """Nothing broke that nobody saw: no script fault, and nothing against the page's own policy."""
    bad = [one["message"] for one in browser.get_log("browser")
           if one["level"] == "SEVERE" and "Failed to load resource" not in one["message"]]
    assert not bad, bad


try:
    browser.set_script_timeout(PATIENCE)
    for step in [door, watch, cut, resolve, views, search, keyboard, leave, quiet]:
        step()
        print(step.__name__, flush=True)
except BaseException:
    shot("failed")
    raise
finally:
    browser.quit()
