namespace Onus.Server.Tests.Money;

/// <summary>One node with money for all tests of a class that change nothing on it.</summary>
public sealed class MoneyFixture : IAsyncLifetime
{
    public MoneyNode Money { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Money = await MoneyNode.StartAsync();

    public ValueTask DisposeAsync() => Money.DisposeAsync();
}
