namespace Onus.Language.Documents;

/// <summary>How the document looks: a quiet page in two typefaces, light, dark and on paper.</summary>
internal static class DocumentStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --paper: #fdfcfa; --ink: #1c2430; --soft: #667085; --rule: #e2dfd8; --tint: #f5f3ee; --link: #1d5f96;
          --good: #2e7d5b; --fair: #a8620f; --open: #b03a2e;
          --serif: "Source Serif 4", "Iowan Old Style", Charter, Georgia, "Noto Serif", "Noto Serif CJK SC", serif;
          --sans: Inter, "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC",
            "PingFang SC", sans-serif;
          --mono: "JetBrains Mono", "SF Mono", Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace;
        }
        @media (prefers-color-scheme: dark) { :root {
          --paper: #14171c; --ink: #e8e6e1; --soft: #98a2b3; --rule: #2e343e; --tint: #1b1f26; --link: #7fb8e6;
          --good: #6fbf9b; --fair: #e0a050; --open: #ef8a7c;
        } }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 var(--serif);
          -webkit-font-smoothing: antialiased; text-rendering: optimizeLegibility; }
        .masthead, main { max-width: 56rem; margin: 0 auto; padding: 0 1.5rem; }
        .masthead { padding-top: 5rem; }
        h1, h2, h3, h4 { font-weight: 600; line-height: 1.2; text-wrap: balance; }
        h1 { font-size: 2.75rem; letter-spacing: -.015em; margin: .2rem 0 .5rem; }
        h2 { font-size: 1.75rem; letter-spacing: -.01em; margin: 0 0 1rem; }
        h3 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
        h4 { font: 600 1rem/1.4 var(--sans); margin: 0 0 .35rem; padding-left: 1.45em; text-indent: -1.45em; }
        p { margin: 0 0 1rem; }
        a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
        code { font: .76em var(--mono); color: var(--soft); background: none; overflow-wrap: anywhere; }
        h3 code { font-weight: 400; margin-left: .3em; }
        small { font: .72rem var(--sans); } .soft { color: var(--soft); }
        .none { color: var(--soft); font-style: italic; }
        .arrow { color: var(--soft); padding: 0 .1em; }
        .kicker { font: 600 .75rem var(--sans); letter-spacing: .14em; text-transform: uppercase; color: var(--soft);
          margin: 0; }
        .edition { color: var(--soft); margin-bottom: 2rem; }
        .edition code { font-size: .9em; }
        .lead { color: var(--soft); max-width: 40rem; text-wrap: pretty; }
        section { border-top: 1px solid var(--rule); margin-top: 4rem; padding-top: 2.5rem; }
        .perimeter { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1.2rem 1.6rem;
          margin: 0 0 2.5rem; }
        .perimeter dt { font: .75rem var(--sans); color: var(--soft); }
        .perimeter dd { margin: 0; line-height: 1.35; overflow-wrap: anywhere; hyphens: auto; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1.2rem 2rem;
          border-block: 1px solid var(--rule); padding: 1.5rem 0; margin-bottom: 1.5rem; }
        .figures b { display: block; font-size: 1.7rem; font-weight: 600; line-height: 1.15; letter-spacing: -.01em; }
        .figures span { display: block; font: .8rem/1.35 var(--sans); color: var(--soft); margin-top: .2rem; }
        .silence { max-width: 44rem; }
        nav ol { columns: 14rem 3; column-gap: 2rem; padding-left: 1.3rem; margin: 2rem 0 0;
          font: .9rem/1.9 var(--sans); color: var(--soft); }
        figure.map { margin: 1.5rem 0 0; width: min(calc(100vw - 3rem), 2100px); position: relative; left: 50%;
          transform: translateX(-50%); overflow-x: auto; }
        figure.map svg { display: block; margin: 0 auto; max-width: max(100%, 60rem); height: auto; }
        figure.map a:hover { text-decoration: none; }
        figure.map a:hover .m-card { stroke: var(--link); stroke-width: 2; }
        table { width: 100%; border-collapse: collapse; font: .875rem/1.45 var(--sans); margin: .5rem 0 1.5rem; }
        thead th { font-weight: 500; color: var(--soft); font-size: .75rem; text-align: left;
          padding: 0 1rem .4rem 0; border-bottom: 1px solid var(--rule); }
        tbody th, td { text-align: left; vertical-align: top; padding: .6rem 1rem .6rem 0;
          border-bottom: 1px solid var(--rule); }
        tbody th { font-weight: 600; min-width: 8.5rem; }
        .sources tbody th { width: 46%; }
        .url { display: block; font-size: .78rem; overflow-wrap: anywhere; }
        .note { font: .8rem var(--sans); color: var(--soft); margin: .3rem 0 0; }
        ul.plain, ul.sets { list-style: none; margin: 0; padding: 0; }
        ul.sets { display: flex; flex-wrap: wrap; gap: .25rem .9rem; margin-top: .35rem; font: .8rem var(--sans); }
        ul.sets span { color: var(--soft); font-weight: 400; } ul.sets b { font-weight: 600; }
        .swatch { display: inline-block; width: .6em; height: .7em; border-radius: 2px; margin-right: .5em; }
        .p0 { background: #2f6f9f; } .p1 { background: #b7791f; } .p2 { background: #8a4f7d; }
        .p3 { background: #3f8f6b; }
        .p4 { background: #b4553f; } .p5 { background: #5b6abf; } .p6 { background: #7a7f35; }
        .p7 { background: #9c5a75; }
        .mark { font: .75rem var(--sans); } .mark.good { color: var(--good); } .mark.fair { color: var(--fair); }
        .mark.open { color: var(--open); }
        .pill { font: 600 .65rem var(--sans); letter-spacing: .06em; text-transform: uppercase; color: var(--paper);
          background: var(--ink); border-radius: 1em; padding: .2em .7em; vertical-align: .25em; margin-left: .7em; }
        .pill.end { background: none; color: var(--ink); box-shadow: 0 0 0 1px var(--ink), 0 0 0 2.5px var(--paper),
          0 0 0 3.5px var(--ink); }
        .state { border-top: 1px solid var(--rule); padding: 2rem 0 1.2rem; scroll-margin-top: 1rem; }
        .state:first-of-type { border-top: 0; padding-top: 0; }
        .state h3, .limit h3, .story h3 { margin-top: 0; }
        .meaning { font-style: italic; font-size: 1.05rem; max-width: 40rem; margin-bottom: .9rem; }
        .state dl, .limit dl, dl.hashes { display: grid; grid-template-columns: 8.5rem 1fr; gap: .3rem 1rem;
          margin: 0; font: .9rem/1.5 var(--sans); }
        dt { color: var(--soft); } dd { margin: 0; }
        .steps { list-style: none; margin: 1.4rem 0 0; padding: 0; display: grid;
          grid-template-columns: repeat(auto-fit, minmax(23rem, 1fr)); gap: 1rem; align-items: start; }
        .step { background: var(--tint); border-radius: 8px; padding: 1rem 1.1rem; break-inside: avoid; }
        .state .step dl { grid-template-columns: 5.6rem 1fr; gap: .15rem .8rem; font-size: .82rem; line-height: 1.45; }
        h4 .to { display: block; font-weight: 400; font-size: .92em; color: var(--soft); text-indent: 0; }
        .sign { vertical-align: -.15em; margin-right: .45em; }
        .timeline { font: .9rem/1.8 var(--sans); padding-left: 1.4rem; }
        .limit { margin-bottom: 2rem; } .limit .note { margin-bottom: .6rem; }
        .story { margin-bottom: 2.2rem; break-inside: avoid; } .story ol { margin: .8rem 0 0; padding-left: 1.4rem; }
        .story ol li { padding-left: .3rem; }
        .story li.expect { list-style: none; counter-increment: list-item 0; color: var(--good);
          font: .88rem/1.7 var(--sans); }
        .story li.expect a { color: inherit; } .story li.expect::before { content: "✓ "; }
        .story li.wait { font-style: italic; }
        .story li.refused { color: var(--open); }
        dl.hashes { grid-template-columns: 7rem 1fr; margin-bottom: 1.5rem; }
        .remarks { font: .85rem/1.6 var(--sans); }
        .signatures td, .signatures tbody th { height: 3.2rem; vertical-align: bottom; }
        .signatures th:first-child { width: 24%; } .signatures th:last-child { width: 34%; }
        main { padding-bottom: 6rem; }
        @media (max-width: 40rem) { body { font-size: 16px; } h1 { font-size: 2rem; }
        .steps { grid-template-columns: 1fr; }
          .state dl, .limit dl { grid-template-columns: 6.5rem 1fr; } }
        @page { margin: 18mm 16mm; } @page map { size: A3 landscape; margin: 10mm; }
        @media print {
          :root { --paper: #fff; --ink: #000; --soft: #4a5565; --rule: #bbb; --tint: #fff; --link: #000;
            --good: #000; --fair: #000; --open: #000; }
          body { font-size: 10.5pt; } .masthead { padding-top: 0; } .masthead, main { max-width: none; padding: 0; }
          h1 { font-size: 24pt; } h2 { font-size: 16pt; break-after: avoid; } h3, h4 { break-after: avoid; }
          section { margin-top: 2rem; padding-top: 1.5rem; }
          #map { page: map; border: 0; margin: 0; }
          figure.map { width: 100%; left: 0; transform: none; overflow: visible; }
          figure.map svg { max-width: 100%; max-height: 235mm; }
          .step { border: 1px solid var(--rule); } .state dl, tr { break-inside: avoid; } nav { display: none; }
          .swatch, .onus-map { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .pill { color: #000; background: none; box-shadow: 0 0 0 1px #000; }
        }

        """;
}
