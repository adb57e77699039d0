using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>The forms of one C type on the targets that were used.</summary>
internal sealed class TypeForms
{
    private readonly Form?[] byTarget = new Form?[Target.All.Count];
    private TargetSet known;
    private Form? first;
    private Form? last;
    private bool areAlike = true;

    /// <summary>Whether the form on a target has been found.</summary>
    public bool IsKnown(Target target) => known.Has(target);

    /// <summary>The form on a target, if it is known; null if there is none.</summary>
    public Form? On(Target target) => byTarget[target.Index];

    /// <summary>Whether C# code is known and is the same on some targets.</summary>
    public bool AreAlikeOn(TargetSet targets) => areAlike && known.HasAll(targets);

    /// <summary>Records the forms of a pointer on some targets, if no forms are recorded yet.</summary>
    public void Set(TargetSet targets, PointerForms forms)
    {
        foreach (Target target in targets)
        {
            byTarget[target.Index] = last = forms.On(target);
            first ??= last;
        }

        known = known.With(targets);
    }

    /// <summary>Records the form on a target.</summary>
    public void Set(Target target, Form? form)
    {
        // It is usually the same object on several targets.
        if (form is not null && last is not null && form.IsLike(last) && form.Room == last.Room)
        {
            form = last;
        }

        byTarget[target.Index] = form;
        last = form;
        known = known.With(target);
        first ??= form;
        areAlike &= form is not null && form.IsLike(first!);
    }
}
