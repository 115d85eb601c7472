using Onus.Client.Contracts;

namespace Onus.Client;

/// <summary>The answer to a write, or the refusal for a reason of state, as a value.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="Value">The answer; default for a refusal.</param>
/// <param name="Refusal">The refusal; null for an answer.</param>
public readonly record struct Attempt<T>(T? Value, Problem? Refusal)
{
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Refusal is null;
}

/// <summary>Turns refusals for reasons of state into values.</summary>
public static class AttemptExtensions
{
    /// <summary>Waits for a write, and answers a refusal for a reason of state as a value; every other failure is thrown.</summary>
    public static async Task<Attempt<T>> AttemptAsync<T>(this Task<T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            return new Attempt<T>(await write.ConfigureAwait(false), null);
        }
        catch (OnusRefused refused) when (refused.IsOfState)
        {
            return new Attempt<T>(default, refused.Problem);
        }
    }
}
