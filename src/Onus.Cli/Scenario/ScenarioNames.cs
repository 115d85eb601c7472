using Onus.Core;

namespace Onus.Cli.Scenario;

/// <summary>What the people and accounts of a play are called in the log, and who sits at which desk.</summary>
internal class ScenarioNames
{
    private ulong _numbers = 100;

    /// <summary>The token of somebody new.</summary>
    public virtual Id128 Actor(string name) => new(++_numbers);

    /// <summary>The id of a new account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="owner">The token of its owner, or none.</param>
    public virtual Id128 Account(string name, Id128 owner) => new(++_numbers);

    /// <summary>The id of a book.</summary>
    public virtual Id128 Book(Currency currency) => new(currency.Numeric);

    /// <summary>Who holds an authority.</summary>
    /// <param name="product">The product.</param>
    /// <param name="authority">The authority.</param>
    /// <param name="party">The title of the party that it is of.</param>
    /// <param name="isOurs">Whether that party is the log's own legal entity.</param>
    public virtual string Desk(string product, string authority, string party, bool isOurs) => $"{product}: {authority}";
}
