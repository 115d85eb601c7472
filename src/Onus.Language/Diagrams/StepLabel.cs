namespace Onus.Language.Diagrams;

/// <summary>The text beside one arrow of the map: what the step is called and who decides it.</summary>
internal sealed class StepLabel
{
    private const int WidthMax = 138;
    private const int TitleLinesMax = 3;
    private const int DeciderLinesMax = 2;

    private StepLabel(IReadOnlyList<CardLine> lines, int width, int height)
    {
        Lines = lines;
        Width = width;
        Height = height;
    }

    public IReadOnlyList<CardLine> Lines { get; }

    public int Width { get; }

    public int Height { get; }

    public static StepLabel Of(MapStep step)
    {
        var lines = new List<CardLine>();
        var y = 0;
        var width = 0;
        Add(step.Title, TextStyle.Step, TitleLinesMax);
        Add(step.DecidedBy, TextStyle.Decider, DeciderLinesMax);
        return new StepLabel(lines, width + 2, y + 3);

        void Add(string text, TextStyle style, int maxLines)
        {
            foreach (var line in TextWrap.Lines(text, WidthMax, style.Size, maxLines, style.Bold))
            {
                lines.Add(new CardLine(line, style, 0, y + style.Size, CardLine.NoParty));
                width = Math.Max(width, TextMeasure.Of(line, style.Size, style.Bold));
                y += style.LineHeight;
            }
        }
    }
}
