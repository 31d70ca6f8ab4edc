import PipelineLanguage

extension Word {
    /// What to write instead of what a Unix shell would understand; nil for any other word.
    var hintForOtherShells: String? {
        switch isQuoted ? nil : plainText {
        case ">", ">>": "a stage writes files: | export csv"
        case "&&", "&": "write what follows on a line of its own"
        default: nil
        }
    }
}
