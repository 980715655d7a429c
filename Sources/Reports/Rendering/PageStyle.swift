/// The style sheet of every page: by day and by night, on a phone and on paper, in both directions of writing.
enum PageStyle {
    static let sheet = """
        :root{--ink:#1d2733;--soft:#586675;--paper:#fff;--line:#d5dce3;--tint:#f1f5f9;--accent:#0069a8;--warn:#8a3b00;
        --warnpaper:#fff3e6;--c1:#0a6ebd;--c2:#d98200;--c3:#2b8a57;--c4:#8b95a1;--link:#0a6ebd33}
        @media(prefers-color-scheme:dark){:root{--ink:#e4eaf0;--soft:#9fadbb;--paper:#12181f;--line:#303b47;--tint:#1b242e;
        --accent:#6cb8ef;--warn:#ffc48a;--warnpaper:#3a2410;--c1:#4fa3e3;--c2:#e9a43c;--c3:#58b886;--c4:#8b95a1;--link:#4fa3e355}}
        *{box-sizing:border-box}
        html{background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans Arabic","Noto Naskh Arabic","Noto Sans SC","WenQuanYi Zen Hei","DejaVu Sans",sans-serif}
        html[lang=ar]{font-size:17px;line-height:1.7}
        body{max-width:62rem;margin:0 auto;padding:1.5rem 1rem 4rem}
        header{border-block-end:4px solid var(--accent);padding-block-end:.8rem;margin-block-end:1.2rem}
        h1{font-size:1.75rem;line-height:1.25;margin:0 0 .6rem}
        header p{margin:.1rem 0;color:var(--soft)}
        h2{font-size:1.25rem;margin:2.4rem 0 .8rem;padding-block-end:.25rem;border-block-end:1px solid var(--line)}
        a{color:var(--accent)}
        .warning{background:var(--warnpaper);color:var(--warn);font-weight:600;padding:.6rem 1rem;border-inline-start:4px solid var(--warn);margin:0 0 1rem}
        nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;margin:0;padding:0;font-size:.9rem}
        dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));gap:.7rem;margin:0 0 1.2rem}
        dl div{background:var(--tint);border-radius:.4rem;padding:.6rem .8rem;display:flex;flex-direction:column;justify-content:space-between}
        dt{font-size:.85rem;color:var(--soft)}
        dd{margin:.2rem 0 0;font-size:1.45rem;font-weight:600;font-variant-numeric:tabular-nums}
        dd a,td a,th a{text-decoration:none}
        dd a:hover,td a:hover,th a:hover{text-decoration:underline}
        .wide{overflow-x:auto;margin:0 0 1.2rem}
        table{border-collapse:collapse;width:100%;font-size:.9rem}
        caption{text-align:start;font-weight:600;padding-block-end:.4rem}
        th,td{padding:.35rem .6rem;text-align:start;vertical-align:top;border-block-end:1px solid var(--line)}
        thead th{color:var(--soft);font-weight:600;border-block-end:2px solid var(--line);white-space:nowrap}
        tbody th{font-weight:500}
        .n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
        .seq{color:var(--soft);font-size:.8rem;text-align:end;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        .code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.9em;overflow-wrap:anywhere}
        .none{color:var(--soft)}
        tr:target{background:var(--link)}
        figure{margin:0 0 1.2rem}
        figcaption{font-weight:600;margin-block-end:.4rem}
        svg{display:block;width:100%;min-width:36rem;height:auto;font-size:13px}
        svg text{fill:var(--ink)}
        svg .soft{fill:var(--soft)}
        svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
        svg .grid{stroke:var(--line);stroke-width:1}
        svg .c1{fill:var(--c1)}svg .c2{fill:var(--c2)}svg .c3{fill:var(--c3)}svg .c4{fill:var(--c4)}
        svg .stream{fill:var(--link)}
        svg .mark{fill:var(--ink)}
        footer{margin-block-start:3rem;color:var(--soft);font-size:.85rem;border-block-start:1px solid var(--line)}
        @media print{html{font-size:10pt}body{max-width:none;padding:0}nav{display:none}a{color:inherit;text-decoration:none}
        .wide{overflow:visible}svg{min-width:0}tr,figure,dl div{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}}

        """
}
