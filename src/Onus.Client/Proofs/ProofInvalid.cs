namespace Onus.Client;

/// <summary>A receipt, a checkpoint or a consistency proof does not prove what it says: keep it, it is evidence against the node.</summary>
public sealed class ProofInvalid : Exception
{
    internal ProofInvalid(string message)
        : base(message)
    {
    }
}
