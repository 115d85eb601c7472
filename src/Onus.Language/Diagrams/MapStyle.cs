namespace Onus.Language.Diagrams;

/// <summary>The one visual language of all maps: a quiet ground, cards, kinds of line, one colour per party.</summary>
internal static class MapStyle
{
    /// <summary>How many parties have a colour of their own; further ones share.</summary>
    public const int PartyColours = 8;

    /// <summary>The style sheet; it follows the reader's light or dark scheme and prints light.</summary>
    public const string Css = """
        .onus-map {
          --m-ground: #ffffff; --m-band: #f5f6f8; --m-band-2: #eceff3; --m-card: #ffffff; --m-edge: #c6ccd6;
          --m-ink: #1c2430; --m-soft: #667085; --m-person: #4a5565; --m-rule: #1d5f96; --m-clock: #a8620f;
          --m-appeal: #7d3fa0; --p0: #2f6f9f; --p1: #b7791f; --p2: #8a4f7d; --p3: #3f8f6b; --p4: #b4553f;
          --p5: #5b6abf; --p6: #7a7f35; --p7: #9c5a75;
          font-family: Inter, "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", "PingFang SC",
            "Microsoft YaHei", sans-serif;
        }
        @media (prefers-color-scheme: dark) { .onus-map {
          --m-ground: #14171c; --m-band: #1a1e25; --m-band-2: #20252d; --m-card: #262c35; --m-edge: #465060;
          --m-ink: #e8ebf0; --m-soft: #98a2b3; --m-person: #aab4c2; --m-rule: #6fb1e4; --m-clock: #e0a050;
          --m-appeal: #c08be0; --p0: #68a9d8; --p1: #dba74a; --p2: #c389b6; --p3: #6fbf9b; --p4: #dd8a74;
          --p5: #929fe6; --p6: #b1b765; --p7: #cf8fa9;
        } }
        @media print { .onus-map {
          --m-ground: #ffffff; --m-band: #f5f6f8; --m-band-2: #eceff3; --m-card: #ffffff; --m-edge: #9aa3b0;
          --m-ink: #000000; --m-soft: #4a5565; --m-person: #3a4350; --m-rule: #1d5f96; --m-clock: #a8620f;
          --m-appeal: #7d3fa0; --p0: #2f6f9f; --p1: #b7791f; --p2: #8a4f7d; --p3: #3f8f6b; --p4: #b4553f;
          --p5: #5b6abf; --p6: #7a7f35; --p7: #9c5a75;
        } }
        .m-ground { fill: var(--m-ground); }
        .m-band { fill: var(--m-band); } .m-band-2 { fill: var(--m-band-2); }
        .m-card { fill: var(--m-card); stroke: var(--m-edge); stroke-width: 1; }
        .m-inner { fill: none; stroke: var(--m-edge); stroke-width: 1; }
        .m-start { fill: var(--m-ink); }
        .m-start-text { fill: var(--m-ground); font-size: 9px; font-weight: 700; text-anchor: middle;
          letter-spacing: .06em; }
        .m-heading { fill: var(--m-ink); font-size: 17px; font-weight: 650; }
        .m-subheading { fill: var(--m-soft); font-size: 12px; }
        .m-title { fill: var(--m-ink); font-size: 13px; font-weight: 650; }
        .m-key { fill: var(--m-soft); font-size: 11px; } .m-value { fill: var(--m-ink); font-size: 11px; }
        .m-step { fill: var(--m-ink); font-size: 11px; font-weight: 600; }
        .m-by { fill: var(--m-soft); font-size: 10px; }
        .m-lane { fill: var(--m-ink); font-size: 12px; font-weight: 650; }
        .m-party { fill: var(--m-soft); font-size: 10px; }
        .m-line { fill: none; stroke-width: 1.4; stroke-linejoin: round; }
        .m-line.m-person { stroke: var(--m-person); } .m-line.m-rule { stroke: var(--m-rule); }
        .m-line.m-clock { stroke: var(--m-clock); } .m-line.m-appeal { stroke: var(--m-appeal); stroke-width: 1.8; }
        .m-silence { stroke-dasharray: 5 3.5; }
        .m-line.m-forced { stroke: var(--m-soft); stroke-width: 1.1; stroke-dasharray: 1.5 3; }
        .m-head.m-forced, .m-sign.m-forced { fill: var(--m-soft); }
        .m-head.m-person, .m-sign.m-person { fill: var(--m-person); }
        .m-head.m-rule, .m-sign.m-rule { fill: var(--m-rule); }
        .m-head.m-clock, .m-sign.m-clock { fill: var(--m-clock); }
        .m-head.m-appeal, .m-sign.m-appeal { fill: var(--m-appeal); }
        .m-halo { fill: var(--m-band); }
        .m-hand { fill: none; stroke: var(--m-ground); stroke-width: 1.2; stroke-linecap: round; }
        .m-p0 { fill: var(--p0); } .m-p1 { fill: var(--p1); } .m-p2 { fill: var(--p2); } .m-p3 { fill: var(--p3); }
        .m-p4 { fill: var(--p4); } .m-p5 { fill: var(--p5); } .m-p6 { fill: var(--p6); } .m-p7 { fill: var(--p7); }

        """;
}
