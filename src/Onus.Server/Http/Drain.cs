namespace Onus.Server;

/// <summary>Whether the server is shutting down: it finishes what it has, and /readyz asks balancers to send no more.</summary>
internal sealed class Drain
{
    private volatile bool _draining;

    public bool IsDraining => _draining;

    public void Begin() => _draining = true;
}
