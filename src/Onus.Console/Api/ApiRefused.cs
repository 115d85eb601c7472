using Onus.Client.Contracts;

namespace Onus.Console.Api;

/// <summary>The node refused, and says why.</summary>
internal sealed class ApiRefused(Problem problem) : Exception(problem.Detail ?? problem.Title)
{
    public Problem Problem { get; } = problem;

    public int Status => Problem.Status;
}
