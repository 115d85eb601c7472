using System.Collections.Immutable;
using Onus.Cases;
using Onus.Cases.Runtime;
using Onus.Cases.Stories;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Products.Tests;

/// <summary>A node in memory on which many cases of one shipped product run beside each other.</summary>
internal sealed class ProductNode : IDisposable
{
    private readonly Product _product;
    private readonly StoryStage _stage;
    private readonly StoryCast _cast;

    /// <summary>Starts at 09:00 in China on the first business day of 2027, with every account empty.</summary>
    /// <param name="name">The product whose cases are opened.</param>
    /// <param name="others">The products that its steps and caps may open.</param>
    public ProductNode(string name, params string[] others)
    {
        var start = new DateTimeOffset(2027, 1, 4, 1, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        _product = ShippedProduct.Of(name).Compiled.Product;
        _stage = new StoryStage(
            [.. others.Append(name).Select(n => ShippedProduct.Of(n).Compiled)],
            new LogTime((ulong)start * LogTime.NanosecondsPerSecond));
        _cast = new StoryCast(_product, _stage);
    }

    /// <summary>Opens a case with the facts of the product's first story, but for those named here.</summary>
    /// <returns>The entry that opened it.</returns>
    public ulong Open(params (string Fact, Int128 Value)[] facts)
    {
        var given = _product.Examples[0].Lines
            .Where(l => l.Action == ExampleAction.GivenFact && _product.Facts[l.Subject].Kept is null)
            .ToDictionary(l => l.Subject, l => l.Value);
        foreach (var (fact, value) in facts) given[Place(_product.Facts, f => f.Name == fact)] = value;
        var inputs = Enumerable.Range(0, _product.Facts.Length).Where(f => _product.Facts[f].Kept is null)
            .Select(f => _cast.Input(f, given)).OfType<FactInput>().ToImmutableArray();
        var (parties, accounts) = _cast.Bindings();
        var opener = _product.States[_product.Start].OpenedBy[0];
        var command = new OpenCase(
            _stage.Node.Head(_cast.Person(opener, 0)), _product.Name, _cast.NameOf(opener), parties, accounts, inputs, []);
        var result = _stage.Node.Run((now, batch) => _stage.Node.Cases.Execute(command, now, batch));
        Assert.Equal(CaseOutcome.Accepted, result.Outcome);
        return result.Case;
    }

    public string StateOf(ulong opened) => _product.States[Record(opened).View.State].Name;

    /// <summary>What a party is liable for in a case, in minor units.</summary>
    public Int128 LiabilityOf(ulong opened, string party) =>
        (Int128)Record(opened).View.Liability[Place(_product.Parties, p => p.Name == party)];

    /// <summary>How many cases of a product were ever opened.</summary>
    public int CountOf(string product)
    {
        var cases = _stage.Node.Cases.Tables.Cases;
        return Enumerable.Range(0, (int)cases.Count).Count(i => cases[(uint)i].View.Product.Name == product);
    }

    public void Fill(string account, uint yuan) => _stage.Fill(_product, Account(account), (UInt128)yuan * 100);

    /// <summary>What an account holds, in minor units.</summary>
    public Int128 Balance(string account) => _stage.Balance(_product, Account(account));

    public void WaitDays(uint days) =>
        _stage.Node.WaitUntil(_stage.Node.Now.Plus(days * 86_400UL * LogTime.NanosecondsPerSecond));

    public void Dispose() => _stage.Dispose();

    private CaseRecord Record(ulong opened)
    {
        Assert.True(_stage.Node.Cases.Tables.Cases.TryGet(opened, out var record));
        return record;
    }

    private int Account(string name) => Place(_product.Accounts, a => a.Name == name);

    private static int Place<T>(ImmutableArray<T> all, Func<T, bool> isIt)
    {
        for (var i = 0; i < all.Length; i++)
            if (isIt(all[i])) return i;
        throw new ArgumentException("not among them", nameof(isIt));
    }
}
