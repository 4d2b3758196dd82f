"""The course of the practice school: invented cases with exercises, judged by the rules that guard real dossiers."""
