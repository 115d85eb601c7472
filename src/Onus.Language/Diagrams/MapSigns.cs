using System.Globalization;

namespace Onus.Language.Diagrams;

/// <summary>The signs on lines: who decides can be told without colour.</summary>
internal static class MapSigns
{
    public static string Class(MapStepKind kind) => kind switch
    {
        MapStepKind.Rule => "m-rule",
        MapStepKind.Clock => "m-clock",
        MapStepKind.Appeal => "m-appeal",
        MapStepKind.Forced => "m-forced",
        _ => "m-person",
    };

    /// <summary>A square for a rule, a disc for a person, a clock face, a triangle for an appeal, a diamond.</summary>
    public static string Sign(MapStepKind kind, string type, int x, int y)
    {
        FormattableString shape = kind switch
        {
            MapStepKind.Rule =>
                $"<rect class=\"m-sign {type}\" x=\"{x - 4}\" y=\"{y - 4}\" width=\"8\" height=\"8\" rx=\"1\"/>",
            MapStepKind.Clock =>
                $"<circle class=\"m-sign {type}\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>{Hands(x, y)}",
            MapStepKind.Appeal => $"<path class=\"m-sign {type}\" d=\"M{x} {y - 6}l6 10h-12z\"/>",
            MapStepKind.Forced =>
                $"<path class=\"m-sign {type}\" d=\"M{x} {y - 5}l5 5l-5 5l-5 -5z\"/>",
            _ => $"<circle class=\"m-sign {type}\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\"/>",
        };
        return shape.ToString(CultureInfo.InvariantCulture) + "\n";
    }

    private static string Hands(int x, int y) =>
        string.Create(CultureInfo.InvariantCulture, $"<path class=\"m-hand\" d=\"M{x} {y - 3}V{y}H{x + 2}\"/>");

    /// <summary>What the sign says.</summary>
    public static string Meaning(MapStepKind kind) => kind switch
    {
        MapStepKind.Rule => "a rule decides",
        MapStepKind.Clock => "the clock decides",
        MapStepKind.Appeal => "an appeal",
        MapStepKind.Forced => "forced: money short, a cap reached",
        _ => "a person decides",
    };
}
