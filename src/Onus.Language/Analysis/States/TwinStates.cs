using Onus.Language.Binding;

namespace Onus.Language.Analysis.States;

/// <summary>Finds two states that say the same in every clause: one of them is probably a copy that was not finished.</summary>
internal static class TwinStates
{
    /// <summary>ONUS0209; final states are exempt, for there the title is the difference.</summary>
    public static void Check(BoundProduct product, DiagnosticBag bag)
    {
        var open = product.States.Where(s => !s.Final && s is { Legal: not null, Owner: not null, Clock: not null, Liable: not null }).ToArray();
        for (var i = 1; i < open.Length; i++)
        {
            var twin = open.Take(i).FirstOrDefault(other => SayTheSame(other, open[i]));
            if (twin is null) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.TwinStates,
                $"\"{open[i].Title}\" says the same as \"{twin.Title}\" in every clause", open[i].Span) with
            {
                Secondary = [new Place(twin.Span, "the other state")],
                Fix = new Fix("make them one state, or say what differs"),
            });
        }
    }

    private static bool SayTheSame(BoundState a, BoundState b) =>
        a.Legal!.Name == b.Legal!.Name
        && a.Funds?.Name == b.Funds?.Name
        && a.Owner!.Name == b.Owner!.Name
        && a.Clock!.Limit.Value == b.Clock!.Limit.Value
        && a.Clock.After == b.Clock.After
        && a.Clock.Then == b.Clock.Then
        && a.Liable!.Items.Select(Text).Order(StringComparer.Ordinal)
            .SequenceEqual(b.Liable!.Items.Select(Text).Order(StringComparer.Ordinal));

    private static string Text(BoundBearer bearer)
    {
        var operand = bearer.Share?.Operand switch
        {
            BoundQuantity quantity => quantity.Value.ToString(),
            BoundFactValue fact => $"#{fact.Fact.Index}",
            _ => "",
        };
        return $"{bearer.Party.Name} {bearer.Share?.Kind} {operand}";
    }
}
