using System.Net.Http.Headers;
using Onus.Client.Contracts;

namespace Onus.Client;

/// <summary>The node has refused a request, and says why; nothing of the request happened.</summary>
public sealed class OnusRefused : Exception
{
    /// <summary>The refusal of this problem.</summary>
    public OnusRefused(Problem problem)
        : base(MessageOf(problem))
    {
        Problem = problem;
    }

    /// <summary>What is wrong, as the node says it.</summary>
    public Problem Problem { get; }

    /// <summary>The HTTP status.</summary>
    public int Status => Problem.Status;

    /// <summary>Whether the refusal is for a reason of state, so that the caller has to decide what to do now: the case has moved
    /// on, an account is short, an id is taken.</summary>
    public bool IsOfState => Status is 409 or 412 or 422;

    /// <summary>When the node wants to be asked again.</summary>
    internal RetryConditionHeaderValue? RetryAfter { get; init; }

    private static string MessageOf(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Detail is { } detail ? $"{problem.Title}: {detail}" : problem.Title;
    }
}
