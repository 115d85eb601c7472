namespace Onus.Server;

/// <summary>What a credential is for. A scope only narrows: the power to decide, to govern and to move money comes from the log.</summary>
internal static class Scopes
{
    /// <summary>Reads what the actor may see.</summary>
    public const string Read = "read";

    /// <summary>Sends commands.</summary>
    public const string Write = "write";

    /// <summary>Sends commands of the charter too.</summary>
    public const string Admin = "admin";

    /// <summary>Reads everything but personal data.</summary>
    public const string Auditor = "auditor";

    /// <summary>Reads and acknowledges the reports of one regulator, named behind it.</summary>
    public const string Regulator = "regulator:";

    /// <summary>Any regulator, where a route asks for one.</summary>
    public const string AnyRegulator = "regulator";

    /// <summary>Whether a credential can be for that.</summary>
    public static bool IsValid(string scope) => scope is Read or Write or Admin or Auditor
        || (scope.StartsWith(Regulator, StringComparison.Ordinal) && scope.Length > Regulator.Length && scope.Length <= 100);

    /// <summary>Whether a credential with these scopes may do what takes that one: <c>admin</c> writes, and all but a regulator
    /// read.</summary>
    public static bool Has(IReadOnlySet<string> scopes, string wanted) => scopes.Contains(wanted) || wanted switch
    {
        Read => scopes.Contains(Write) || scopes.Contains(Admin) || scopes.Contains(Auditor),
        Write => scopes.Contains(Admin),
        AnyRegulator => scopes.Any(scope => scope.StartsWith(Regulator, StringComparison.Ordinal)),
        _ => false,
    };
}
