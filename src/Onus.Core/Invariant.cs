using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Onus.Core;

/// <summary>Stops the program when a law of the house is broken; kept in release builds.</summary>
/// <remarks>A ledger that is wrong must stop: nothing catches <see cref="InvariantViolation"/> but the outermost edge.</remarks>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantViolation"/> unless <paramref name="condition"/> holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string law = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        if (!condition) Broken(law, file, line);
    }

    /// <summary>Throws <see cref="InvariantViolation"/>: this place can never be reached.</summary>
    [DoesNotReturn]
    public static void Broken(string law, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        throw new InvariantViolation($"broken invariant: {law} ({Path.GetFileName(file)}:{line})");
}

/// <summary>A law of the house is broken; the process must not go on.</summary>
public sealed class InvariantViolation(string message) : Exception(message);
