/// What is the same in every page of a scan.
enum ScanPageParts {
    /// SHA-256 of `script` as it stands between its tags; a test fails when the two no longer fit.
    static let scriptDigest = "sha256-R4szthGbwZLGkVCsFkReHdYVJvGXOh7cJ8MOlDRhAO8="

    /// Of `style` in the same way.
    static let styleDigest = "sha256-zaxgTAXSjkz3+fSvW/4mYIKCQ5QH1LDZ1ejqczkcWHk="

    static let script = """
        "use strict";
        const choices = ["country", "agency", "band"].map(id => document.getElementById(id));
        const pairs = [...document.querySelectorAll(".pair")];
        function filter() {
          const [country, agency, band] = choices.map(choice => choice.value);
          let shown = 0;
          const baskets = new Set();
          for (const pair of pairs) {
            const fits = (!country || pair.dataset.country === country) && (!band || pair.dataset.band === band)
              && (!agency || pair.dataset.agency.split("|").includes(agency));
            pair.hidden = !fits;
            if (fits) {
              shown += 1;
              baskets.add("basket" + pair.dataset.basket);
            }
          }
          for (const basket of document.querySelectorAll(".basket")) basket.hidden = !baskets.has(basket.id);
          document.getElementById("shown").textContent = shown;
          document.getElementById("none").hidden = shown > 0;
        }
        for (const choice of choices) choice.addEventListener("change", filter);
        // page.html#country=BGD&band=strong opens with these filters.
        const wanted = new URLSearchParams(location.hash.slice(1));
        for (const choice of choices) if (wanted.has(choice.id)) choice.value = wanted.get(choice.id);
        filter();
        """

    static let style = """
        body { margin: 0 auto; max-width: 70rem; padding: 1rem; font: 1rem/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff }
        h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1rem; margin: 0 0 .5rem } h3 { font-size: 1rem; margin: 0 }
        nav { display: flex; flex-wrap: wrap; gap: .75rem; margin: .75rem 0 } select { font: inherit; max-width: 100% }
        .pair, .basket { border: 1px solid #c8c8c8; border-radius: .4rem; padding: .75rem; margin: .75rem 0; overflow-wrap: anywhere }
        .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem } .sides p { margin: .25rem 0 } .title { font-weight: 600 }
        .terms { list-style: none; margin: .5rem 0 0; padding: 0; font-size: .9rem } .terms li { display: flex; gap: .5rem; align-items: center }
        .weight { flex: 0 0 3.2rem; text-align: right; font-variant-numeric: tabular-nums } .bar { flex: none; height: .7rem; border-radius: 2px }
        .for { background: #1a6b3c } .against { background: #a8321e } mark { background: #ffe08a; color: inherit }
        .strong, .likely, .look { color: #fff; padding: 0 .4rem; border-radius: .3rem } .strong { background: #8c1d18 } .likely { background: #8a5200 } .look { background: #45535e }
        @media (max-width: 40rem) { .sides { grid-template-columns: 1fr } }
        @media (prefers-color-scheme: dark) { body { color: #e8e8e8; background: #151515 } .pair, .basket { border-color: #4a4a4a } mark { background: #6b5200 } .for { background: #55b27c } .against { background: #e0705c } a { color: #9ecbff } }
        .w1 { width: 5px } .w2 { width: 10px } .w3 { width: 15px } .w4 { width: 20px } .w5 { width: 25px } .w6 { width: 30px } .w7 { width: 35px } .w8 { width: 40px } .w9 { width: 45px } .w10 { width: 50px }
        .w11 { width: 55px } .w12 { width: 60px } .w13 { width: 65px } .w14 { width: 70px } .w15 { width: 75px } .w16 { width: 80px } .w17 { width: 85px } .w18 { width: 90px } .w19 { width: 95px } .w20 { width: 100px }
        """
}
