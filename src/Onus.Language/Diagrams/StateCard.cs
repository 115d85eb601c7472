namespace Onus.Language.Diagrams;

/// <summary>The text of one state in the map, broken into lines that fit its box.</summary>
internal sealed class StateCard
{
    public const int Width = 204;

    private const int PadX = 14;
    private const int PadTop = 11;
    private const int PadBottom = 10;
    private const int KeyWidth = 42;
    private const int ValueLinesMax = 2;

    private readonly List<CardLine> _lines = [];
    private int _y = PadTop;

    private StateCard()
    {
    }

    public IReadOnlyList<CardLine> Lines => _lines;

    public int Height { get; private set; }

    /// <summary>Breaks the state's text into lines.</summary>
    public static StateCard Of(MapState state)
    {
        var card = new StateCard();
        card.Block(state.Title, TextStyle.Title, 3);
        card._y += 3;
        if (state.Legal.Length > 0) card.Row("in law", state.Legal);
        foreach (var (index, bearer) in state.Liable.Index())
        {
            var text = bearer.Share.Length == 0 ? bearer.Title : $"{bearer.Title}: {bearer.Share}";
            card.Row(index == 0 ? "liable" : "", text, bearer.Party);
        }

        if (state.Funds.Length > 0) card.Row("money", state.Funds);
        if (state.Clock.Length > 0) card.Row("clock", state.Clock);
        foreach (var request in state.Requests) card.Row("ask", request);
        card.Height = card._y + PadBottom;
        return card;
    }

    private void Block(string text, TextStyle style, int maxLines)
    {
        foreach (var line in TextWrap.Lines(text, Width - 2 * PadX, style.Size, maxLines, style.Bold))
            Line(line, style, PadX, CardLine.NoParty);
    }

    private void Row(string key, string value, int party = CardLine.NoParty)
    {
        var indent = party == CardLine.NoParty ? 0 : 11;
        var lines = TextWrap.Lines(
            value, Width - 2 * PadX - KeyWidth - indent, TextStyle.Value.Size, ValueLinesMax, TextStyle.Value.Bold);
        for (var i = 0; i < lines.Count; i++)
        {
            var before = _y;
            if (i == 0 && key.Length > 0)
            {
                Line(key, TextStyle.Key, PadX, CardLine.NoParty);
                _y = before;
            }

            Line(lines[i], TextStyle.Value, PadX + KeyWidth + indent, i == 0 ? party : CardLine.NoParty);
        }

        _y += 1;
    }

    private void Line(string text, TextStyle style, int x, int party)
    {
        _lines.Add(new CardLine(text, style, x, _y + style.Size, party));
        _y += style.LineHeight;
    }
}

/// <summary>One line of text and its baseline, from the top left of its box.</summary>
internal sealed record CardLine(string Text, TextStyle Style, int X, int Baseline, int Party)
{
    public const int NoParty = -1;
}

/// <summary>The kinds of text in the map.</summary>
internal sealed record TextStyle(string Class, int Size, int LineHeight, bool Bold)
{
    public static readonly TextStyle Title = new("m-title", 13, 17, true);
    public static readonly TextStyle Key = new("m-key", 11, 15, false);
    public static readonly TextStyle Value = new("m-value", 11, 15, false);
    public static readonly TextStyle Step = new("m-step", 11, 14, true);
    public static readonly TextStyle Decider = new("m-by", 10, 13, false);
    public static readonly TextStyle Lane = new("m-lane", 12, 16, true);
    public static readonly TextStyle Party = new("m-party", 10, 14, false);
}
