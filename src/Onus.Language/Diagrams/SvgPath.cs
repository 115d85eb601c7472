using System.Globalization;
using System.Text;
using Onus.Language.Diagrams.Layout;

namespace Onus.Language.Diagrams;

/// <summary>Path data for arrows: rounded corners and a head at the end.</summary>
internal static class SvgPath
{
    private const int Radius = 7;
    private const int HeadLength = 8;
    private const int HeadHalf = 4;

    /// <summary>The line without its head.</summary>
    public static string Rounded(IReadOnlyList<Point> path)
    {
        var text = new StringBuilder();
        Append(text, 'M', path[0]);
        for (var i = 1; i + 1 < path.Count; i++)
        {
            var radius = Math.Min(Radius, Math.Min(Length(path[i - 1], path[i]) / 2, Length(path[i], path[i + 1]) / 2));
            Append(text, 'L', Towards(path[i], path[i - 1], radius));
            Append(text, 'Q', path[i]);
            Append(text, ' ', Towards(path[i], path[i + 1], radius));
        }

        Append(text, 'L', Towards(path[^1], path[^2], HeadLength - 2));
        return text.ToString();
    }

    /// <summary>The head at the end of the line.</summary>
    public static string Head(IReadOnlyList<Point> path)
    {
        var tip = path[^1];
        var back = Towards(tip, path[^2], HeadLength);
        var vertical = back.X == tip.X;
        var text = new StringBuilder();
        Append(text, 'M', tip);
        Append(text, 'L', vertical ? new Point(back.X - HeadHalf, back.Y) : new Point(back.X, back.Y - HeadHalf));
        Append(text, 'L', vertical ? new Point(back.X + HeadHalf, back.Y) : new Point(back.X, back.Y + HeadHalf));
        return text.Append('Z').ToString();
    }

    private static int Length(Point a, Point b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    // The point on the way from one place to another, at a distance.
    private static Point Towards(Point from, Point to, int distance) => new(
        from.X + Math.Sign(to.X - from.X) * distance,
        from.Y + Math.Sign(to.Y - from.Y) * distance);

    private static void Append(StringBuilder text, char command, Point point) =>
        text.Append(CultureInfo.InvariantCulture, $"{command}{point.X} {point.Y}");
}
