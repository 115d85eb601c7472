using System.Runtime.InteropServices;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Replaying;

/// <summary>One case as its acts tell it.</summary>
internal sealed record ToldCase(Product Product, UInt128 Stake)
{
    /// <summary>The steps that fired, each with the state it fired in.</summary>
    public List<(string State, string Step)> Path { get; } = [];

    /// <summary>The state that it is in.</summary>
    public string End { get; set; } = "";
}

/// <summary>What the acts of a log tell of cases: the way of each, who bore what, what was reported.</summary>
internal sealed class Told
{
    public Dictionary<ulong, ToldCase> Cases { get; } = [];

    /// <summary>What parties answer for now.</summary>
    public Dictionary<(string Party, Currency Currency), UInt128> Open { get; } = [];

    /// <summary>What ended with them.</summary>
    public Dictionary<(string Party, Currency Currency), UInt128> Borne { get; } = [];

    public Dictionary<(string Report, string Regulator), ulong> Reports { get; } = [];

    /// <summary>Reads the acts of some cases, or of all.</summary>
    public static Told Of(CaseTables tables, ulong size, HashSet<ulong>? only)
    {
        var told = new Told();
        for (ulong index = 0; index < size; index++)
        {
            if (!tables.TryReadAct(tables.Entries.Read(index), out var act) || (only is not null && !only.Contains(act.Case))) continue;
            told.Add(act, tables.Products.Get(act.Product).Product);
        }

        return told;
    }

    private void Add(ActEntry act, Product product)
    {
        if (!Cases.TryGetValue(act.Case, out var told))
            Cases.Add(act.Case, told = new ToldCase(product, act.Opening!.Stake) { End = product.States[product.Start].Name });
        foreach (var firing in act.Firings)
        {
            told.Path.Add((product.States[firing.From].Name, product.Steps[firing.Step].Name));
            told.End = product.States[firing.To].Name;
        }

        foreach (var move in act.Moves)
        {
            if (move.From >= 0) Sum(Open, product, move.From) -= move.Amount;
            if (move.To >= 0) Sum(Open, product, move.To) += move.Amount;
            else Sum(Borne, product, move.From) += move.Amount;
        }

        foreach (var duty in act.Duties)
            if (duty.Kind == DutyKind.Report) Count(product, product.Steps[act.Firings[duty.Firing].Step].Reports[duty.Clause]);
    }

    private void Count(Product product, Report report)
    {
        var key = (report.Name, product.Perimeter.Regulators[report.Regulator].Name);
        Reports[key] = Reports.GetValueOrDefault(key) + 1;
    }

    private static ref UInt128 Sum(Dictionary<(string Party, Currency Currency), UInt128> sums, Product product, int party) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (product.Parties[party].Name, CaseTables.CurrencyOf(product)), out _);
}
