using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Onus.Client;
using Onus.Client.Contracts;
using Onus.Console.Hosting;

namespace Onus.Console.Components;

/// <summary>A page: it does what a form asks for, then loads what it shows. A refusal of the form stands on the page, with what was
/// typed still in <see cref="Posted"/>; a success leads on to an address, so that a reload repeats nothing.</summary>
public abstract class ConsolePage : ConsoleComponent
{
    [Inject]
    internal OnusClient Node { get; private set; } = null!;

    [Inject]
    internal Notes Notes { get; private set; } = null!;

    /// <summary>Why what the form asked for, or the page itself, was refused; null where nothing was.</summary>
    protected Problem? Refusal { get; private set; }

    /// <summary>Whether there is something to show.</summary>
    protected bool IsLoaded { get; private set; }

    protected sealed override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Http.Request.Method) && Http.Response.StatusCode == StatusCodes.Status200OK)
        {
            await Guarded(() => ActAsync(Posted("act")));
            if (IsLeaving) return;
        }

        var refused = Refusal;
        Refusal = null;
        await Guarded(async () =>
        {
            await LoadAsync();
            IsLoaded = true;
        });
        Refusal = refused ?? Refusal;
        if (!IsLoaded && Refusal is { Status: StatusCodes.Status401Unauthorized })
        {
            SessionCookie.End(Http);
            Leave($"{OnusConsole.Root}/sign-in?ended=1&back={Uri.EscapeDataString(Http.Request.Path + Http.Request.QueryString)}");
        }
        else if (Refusal is { } problem)
        {
            Http.Response.StatusCode = problem.Status is >= 400 and < 600 ? problem.Status : StatusCodes.Status502BadGateway;
        }
    }

    /// <summary>Whether another page is shown instead.</summary>
    protected bool IsLeaving => Http.Response.StatusCode == StatusCodes.Status303SeeOther;

    /// <summary>Does what a form asks for; a form names its act.</summary>
    protected virtual Task ActAsync(string act) => Task.CompletedTask;

    /// <summary>Loads what the page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>What the form holds under a name; empty where it holds nothing.</summary>
    protected string Posted(string name) => Http.Request.HasFormContentType ? Http.Request.Form[name].ToString().Trim() : "";

    /// <summary>The number that the form holds under a name; null where it holds none.</summary>
    protected ulong? PostedNumber(string name) =>
        ulong.TryParse(Posted(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What the address asks for under a name; null where it asks nothing.</summary>
    protected string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>This address with one query value set, or left out.</summary>
    protected string Here(string name, string? value)
    {
        var path = (string)Http.Request.Path!;
        foreach (var (key, old) in Http.Request.Query)
            if (key != name) path = Links.With(path, key, old.ToString());
        return Links.With(path, name, value);
    }

    /// <summary>Leads on to another page, which says a line.</summary>
    protected void Leave(string url, string? note = null)
    {
        if (note is not null) Notes.Say(note);
        Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = url;
    }

    /// <summary>Leads on to another page, which says where it was written.</summary>
    protected void Leave(string url, Written written) =>
        Leave(url, W.Say(written.Outcome == "Exists" ? "done.exists" : "done.index", N(written.Index)));

    /// <summary>Refuses on the console's own account: a field of the form does not fit.</summary>
    protected void Refuse(string detail) => Refusal = new Problem("about:blank", W["problem.title"], 422, detail, null);

    private async Task Guarded(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OnusRefused refused)
        {
            Refusal = refused.Problem;
        }
        catch (OnusUnavailable fault)
        {
            Refusal = new Problem("about:blank", W["problem.status.503"], StatusCodes.Status503ServiceUnavailable, fault.Message, null);
        }
    }
}
