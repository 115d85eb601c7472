namespace Onus.Testing.Products;

/// <summary>Where the money of a case is.</summary>
internal enum DraftMoney
{
    /// <summary>With the customer.</summary>
    Wallet,

    /// <summary>In our escrow account.</summary>
    Escrow,

    /// <summary>With the merchant.</summary>
    Payout,
}

/// <summary>A state of a draft: everything that its steps have to agree with.</summary>
internal sealed record DraftState(
    int Number, bool Final, DraftMoney Money, IReadOnlyList<(string Party, string Share)> Liable, string Owner, bool Adverse, string Clock);

/// <summary>A step of a draft.</summary>
internal sealed record DraftStep(string Name, string From, string To, string Decided)
{
    public List<string> Clauses { get; } = [];

    public string Section { get; init; } = "step";
}

/// <summary>A random graph of states, in which every step is made to fit the two states that it joins.</summary>
/// <remarks>Valid by construction as far as that is easy: money and liability are the differences between states, forced
/// steps have no conditions, guards of one state's rules are complements. What is left over, the checker rejects.</remarks>
internal sealed class ProductDraft
{
    private static readonly string[][] Profiles =
    [
        ["customer all"], ["firm all"], ["firm all"], ["merchant all"], ["merchant {up}", "firm the rest"], ["merchant {percent}", "firm the rest"],
        ["merchant {award}", "firm the rest"],
    ];

    private readonly Random _random;
    private readonly Dictionary<string, string> _names = [];

    public ProductDraft(Random random)
    {
        _random = random;
        HasStake = random.Next(6) != 0;
        DrawStates();
        foreach (var state in Open)
            if (IsReached(state)) DrawSteps(state);
        States.RemoveAll(s => !IsReached(s));
        DrawExtras();
    }

    /// <summary>Whether somebody owes an amount.</summary>
    public bool HasStake { get; }

    /// <summary>The states, the open ones first.</summary>
    public List<DraftState> States { get; } = [];

    /// <summary>The steps, appeals and requests.</summary>
    public List<DraftStep> Steps { get; } = [];

    /// <summary>Whole sections: caps, shadows.</summary>
    public List<string> Sections { get; } = [];

    /// <summary>The clocks of legal meanings, by the number of their state.</summary>
    public Dictionary<int, string> LegalClocks { get; } = [];

    /// <summary>Facts kept from firings, as lines.</summary>
    public List<string> KeptFacts { get; } = [];

    /// <summary>The named quantities, by name.</summary>
    public IReadOnlyDictionary<string, string> Quantities => _names;

    private IEnumerable<DraftState> Open => States.Where(s => !s.Final);

    public static string NameOf(DraftState state) => state.Final ? $"end-{state.Number}" : $"state-{state.Number}";

    private void DrawStates()
    {
        var open = _random.Next(3, 7);
        var adverse = _random.Next(2) == 0 ? _random.Next(1, open - 1) : -1;
        for (var i = 0; i < open; i++)
        {
            var profile = i == 0 ? Profiles[_random.Next(3)] : Profiles[_random.Next(Profiles.Length)];
            var money = i == 0 || !HasStake ? DraftMoney.Wallet : Pick(DraftMoney.Wallet, DraftMoney.Escrow, DraftMoney.Escrow, DraftMoney.Payout);
            var owner = i == adverse + 1 && adverse >= 0 ? "panel-chair" : Pick("desk", "desk", "chief", "merchant-desk", "panel-chair");
            var state = new DraftState(i, false, money, [.. profile.Select(Share)], owner, i == adverse, Named(Length()));

            // An appeal decides nothing: money and liability stay where they are.
            if (i > 0 && i == adverse + 1 && adverse >= 0) state = state with { Money = States[adverse].Money, Liable = States[adverse].Liable };
            States.Add(state);
        }

        for (var i = 0; i < _random.Next(2, 4); i++) States.Add(new DraftState(i, true, DraftMoney.Wallet, [], "", false, ""));
    }

    private (string Party, string Share) Share(string text)
    {
        var party = text[..text.IndexOf(' ', StringComparison.Ordinal)];
        var share = text[(party.Length + 1)..];
        return (party, share switch
        {
            "{up}" => "up to " + Named(Pick("EUR 200", "EUR 1,500", "EUR 20")),
            "{award}" => "up to award",
            "{percent}" => Named(Pick("30%", "55%", "7%")) + " of all",
            _ => share,
        });
    }

    private void DrawSteps(DraftState state)
    {
        DrawSilence(state);
        if (_random.Next(3) != 0) DrawRules(state);
        for (var i = 0; i < _random.Next(0, 3); i++) DrawPersons(state);
        if (_random.Next(4) == 0) LegalClocks.Add(state.Number, $"at most {Named(Length())} in all, then {Forced(state, "law")}");
        if (state.Adverse)
        {
            var panel = States[state.Number + 1];
            Add(Fit(new DraftStep($"appeal-{state.Number}", NameOf(state), NameOf(panel), "") { Section = "appeal", Clauses = { "by customer" } }, state, panel));
        }
    }

    /// <summary>The step that silence takes: it posts only what the case holds, so that it cannot be short.</summary>
    private void DrawSilence(DraftState state)
    {
        var to = Later(state).Where(t => Joins(state, t) && IsSafe(state, t)).ToList();
        var target = to.Count > 0 && _random.Next(3) != 0 ? Pick(to) : Ends(state);
        var alsoPerson = _random.Next(3) == 0 && !Relieves(state, target, PartyOf(state.Owner)) ? $"{state.Owner} or clock" : "clock";
        Add(Fit(new DraftStep($"silence-{state.Number}", NameOf(state), NameOf(target), alsoPerson), state, target));
    }

    private void DrawRules(DraftState state)
    {
        var guards = Guards(state.Number);
        var names = new List<string>();
        for (var i = 0; i < guards.Count; i++)
        {
            var targets = Later(state).Where(t => Joins(state, t)).ToList();
            var target = targets.Count > 0 && _random.Next(4) != 0 ? Pick(targets) : Ends(state);
            var step = new DraftStep($"rule-{state.Number}-{i}", NameOf(state), NameOf(target), "rule") { Clauses = { $"when {guards[i].Guard}" } };
            if (_random.Next(4) == 0) step.Clauses.Add($"needs {Pick("paper", "photo")}");
            if (_random.Next(5) == 0) step.Clauses.Add($"reports found-{state.Number}-{i} to bafin within {Named("2 days")}");
            Fit(step, state, target);
            if (!IsSafe(state, target)) step.Clauses.Add($"if unfunded, then {Forced(state, "short")}");
            Add(step);
            names.Add(step.Name);
        }

        if (HasStake && _random.Next(3) == 0) DrawCap(state, Pick(names));
        if (_random.Next(3) == 0) DrawShadow(state, guards, names);
        if (_random.Next(3) == 0) DrawKept(state, names[0]);
    }

    /// <summary>Guards of which exactly one holds, each with its twin under another threshold for a shadow.</summary>
    private List<(string Guard, string Shadow)> Guards(int state)
    {
        var (fact, low, high) = _random.Next(4) switch
        {
            0 => ("level", "30", "60"),
            1 => ("waited", "2 hours", "3 days"),
            2 when KeptFacts.Count > 0 => (KeptFacts[^1].Split(' ')[0], KeptFacts[^1].Contains("total", StringComparison.Ordinal) ? "EUR 900" : "2 times",
                KeptFacts[^1].Contains("total", StringComparison.Ordinal) ? "EUR 2,500" : "4 times"),
            _ => ("amount", "EUR 100", "EUR 1,000"),
        };
        var (line, other) = (Named(low), Named(high));
        return _random.Next(4) switch
        {
            0 =>
            [
                ($"{fact} is at most {line}", $"{fact} is at most {other}"),
                ($"{fact} is over {line} and late is yes", $"{fact} is over {other} and late is yes"),
                ($"{fact} is over {line} and late is no", $"{fact} is over {other} and late is no"),
            ],
            1 =>
            [
                ("kind is one of good, fair", "kind is good"),
                ("kind is bad", "kind is one of fair, bad"),
            ],
            2 =>
            [
                ($"{fact} is under {line} or flag is yes", $"{fact} is under {other} or flag is yes"),
                ($"{fact} is at least {line} and flag is no", $"{fact} is at least {other} and flag is no"),
            ],
            _ =>
            [
                ($"{fact} is at most {line}", $"{fact} is at most {other}"),
                ($"{fact} is over {line}", $"{fact} is over {other}"),
            ],
        };
    }

    private void DrawPersons(DraftState state)
    {
        var loops = _random.Next(4) == 0;
        var targets = (loops ? Open.Where(s => s.Number <= state.Number) : Later(state)).Where(t => Joins(state, t)).ToList();
        var target = targets.Count > 0 && (loops || _random.Next(3) != 0) ? Pick(targets) : Ends(state);
        var isAppeal = state.Number > 0 && States.Any(s => !s.Final && s.Adverse && s.Number == state.Number - 1);
        var decider = isAppeal ? ["panel-chair"] : new[] { "desk", "pair", "chief", "merchant-desk", "trio", "panel-chair" }.Where(d => !Relieves(state, target, PartyOf(d))).ToList();
        var step = new DraftStep($"take-{state.Number}-{Steps.Count}", NameOf(state), NameOf(target), decider.Count > 0 ? Pick(decider) : "panel-chair");
        if (_random.Next(3) == 0) step.Clauses.Add($"when {Pick("flag is yes", "late is no", "kind is not bad")}");
        if (_random.Next(3) == 0) step.Clauses.Add("needs " + Pick("paper", "photo", "paper, photo"));
        if (!target.Final && target.Number <= state.Number) step.Clauses.Add($"at most {Pick("once", "2 times")}");
        if (_random.Next(6) == 0) step.Clauses.Add($"reviewed by chief within {Named("3 days")}");
        Add(Fit(step, state, target));
    }

    private void DrawCap(DraftState state, string blocked)
    {
        var window = _random.Next(2) == 0 ? $" in {Named("24 hours")}" : "";
        var party = Pick("firm", "merchant", "customer");
        var per = party == "firm" ? "" : Pick("", $" per {party}");
        Sections.Add($"""
            cap cap-{state.Number} "How much"
              on            {party}{per}
              at most       {Named(Pick("EUR 900", "EUR 2,500"))}{window}
              warns         chief at {Pick("50%", "80%")}
              blocks        {blocked}, instead {Forced(state, "full")}
            """);
    }

    private void DrawShadow(DraftState state, List<(string Guard, string Shadow)> guards, List<string> names) => Sections.Add($"""
        shadow shadow-{state.Number} "Another line"
          because       law
        {string.Join("\n", guards.Select((g, i) => $"  instead of    {names[i]} when {g.Shadow}"))}
          until         2027-06-30
          reports       comparison-{state.Number} to bafin every 30 days
          promoted by   pair
        """);

    private void DrawKept(DraftState state, string step)
    {
        var over = Pick("count of", "total of amount over");
        var per = Pick("per customer", "per merchant", "per product", "per kind");
        var window = Pick("in 24 hours", "in 3 days", "in this day", "in this month", "ever");
        KeptFacts.Add($"kept-{state.Number} {over} {step} {per} {window}");
    }

    private void DrawExtras()
    {
        if (_random.Next(2) != 0) return;
        var state = Pick(Open.ToList());
        var silence = $"silence-{state.Number}";
        var step = new DraftStep("request-help", "", "", Pick("desk", "chief", "pair")) { Section = "request", Clauses = { "by customer", $"in {NameOf(state)}", "because law" } };
        var otherwise = Pick("refused", "granted", silence);
        if (_random.Next(2) == 0) step.Clauses.Add("needs photo");
        if (_random.Next(2) == 0) step.Clauses.Add($"when help is at most {Named("EUR 50")}");
        else if (otherwise != "granted" && HasStake) step.Clauses.Add("posts help from firm/pool to customer/wallet");
        step.Clauses.Add($"answered within {Named("5 hours")}, otherwise {otherwise}");
        Steps.Add(step);
    }

    /// <summary>A step that only a shortage or a cap takes: no condition, no posting that could fail.</summary>
    private string Forced(DraftState state, string why)
    {
        var name = $"{why}-{state.Number}";
        if (Steps.Any(s => s.Name == name)) return name;
        var targets = Later(state).Where(t => Joins(state, t) && t.Money == state.Money).ToList();
        if (targets.Count == 0 && state.Money == DraftMoney.Escrow) return $"silence-{state.Number}";
        var target = targets.Count > 0 ? Pick(targets) : Ends(state);
        Add(Fit(new DraftStep(name, NameOf(state), NameOf(target), "clock"), state, target));
        return name;
    }

    private DraftStep Fit(DraftStep step, DraftState from, DraftState to)
    {
        step.Clauses.Add("because law");
        if (to.Adverse) step.Clauses.Add("tells customer within 1 day with reasons");
        else if (_random.Next(3) == 0) step.Clauses.Add($"tells {Pick("customer", "merchant", "customer, merchant")} within {Pick("1 hour", "1 day")}");
        if (!HasStake) return step;
        var posts = Posts(from, to);
        if (posts is not null) step.Clauses.Add($"posts all {posts}");
        if (to.Final) step.Clauses.Add(Ending(from, posts));
        else if (Shifts(from.Liable, to.Liable) is { Length: > 0 } shifts) step.Clauses.Add($"shifts {shifts}");
        return step;
    }

    private string? Posts(DraftState from, DraftState to)
    {
        var target = to.Final ? from.Money == DraftMoney.Escrow ? Pick(DraftMoney.Wallet, DraftMoney.Payout) : from.Money : to.Money;
        if (target == from.Money) return null;
        return $"from {Account(from.Money)} to {Account(target)}";
    }

    private static string Account(DraftMoney money) => money switch
    {
        DraftMoney.Wallet => "customer/wallet",
        DraftMoney.Escrow => "firm/escrow",
        _ => "merchant/payout",
    };

    private static string Ending(DraftState from, string? posts) =>
        from.Liable is [("firm", "all")] && posts is not null
            ? "discharges firm for all"
            : "leaves " + string.Join(", ", from.Liable.Select(l => $"{l.Share} with {l.Party}"));

    private static string Shifts(IReadOnlyList<(string Party, string Share)> from, IReadOnlyList<(string Party, string Share)> to)
    {
        if (from.SequenceEqual(to)) return "";
        var moves = from.Count == 1
            ? to.Where(t => t.Party != from[0].Party).Select(t => $"{t.Share} from {from[0].Party} to {t.Party}")
            : from.Where(f => f.Party != to[0].Party).Select(f => $"{f.Share} from {f.Party} to {to[0].Party}");
        return string.Join(", ", moves);
    }

    // A list may not begin with the rest, so not every two divisions of liability can be joined by one list of shifts.
    private bool Joins(DraftState from, DraftState to)
    {
        if (!HasStake || from.Liable.SequenceEqual(to.Liable)) return true;
        if (from.Liable.Count > 1 && to.Liable.Count > 1) return false;
        return from.Liable.Count == 1 ? to.Liable[0].Party != from.Liable[0].Party || to.Liable.Count == 1 : from.Liable[0].Party != to.Liable[0].Party;
    }

    private bool IsSafe(DraftState from, DraftState to) => !HasStake || to.Final || from.Money == to.Money || from.Money == DraftMoney.Escrow;

    private static bool Relieves(DraftState from, DraftState to, string party) =>
        !to.Final && from.Liable.Any(l => l.Party == party) && !from.Liable.SequenceEqual(to.Liable);

    private static string PartyOf(string who) => who switch { "merchant-desk" => "merchant", "panel-chair" => "panel", _ => "firm" };

    private bool IsReached(DraftState state) => state is { Final: false, Number: 0 } || Steps.Any(s => s.To == NameOf(state));

    private IEnumerable<DraftState> Later(DraftState state) => Open.Where(s => s.Number > state.Number);

    private DraftState Ends(DraftState state) => Pick(States.Where(s => s.Final).ToList());

    private string Length() => Pick("2 hours", "36 hours", "3 days", "1 week", "1 month", "2 business days");

    private void Add(DraftStep step) => Steps.Add(step);

    private string Named(string quantity)
    {
        var name = $"q{_names.Count}";
        _names.Add(name, quantity);
        return name;
    }

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private T Pick<T>(List<T> from) => from[_random.Next(from.Count)];
}
